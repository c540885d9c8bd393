-- CreateIndex
CREATE INDEX "device_shut_out_wake_at_idx" ON "device"("wake_at") WHERE ("told_status" NOT IN ('accepted', 'preauthorized'));
