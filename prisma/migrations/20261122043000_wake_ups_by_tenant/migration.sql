-- DropIndex
DROP INDEX "device_wake_at_idx";

-- DropIndex
DROP INDEX "device_shut_out_wake_at_idx";

-- CreateIndex
CREATE INDEX "device_wake_at_idx" ON "device"("tenant_id", "wake_at") WHERE ("wake_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "device_shut_out_wake_at_idx" ON "device"("tenant_id", "wake_at") WHERE ("wake_at" IS NOT NULL AND "told_status" NOT IN ('accepted', 'preauthorized'));
