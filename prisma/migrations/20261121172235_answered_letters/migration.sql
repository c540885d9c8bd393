-- DropIndex
DROP INDEX "inbox_tenant_id_source_id_event_id_key";

-- AlterTable
ALTER TABLE "dead_letter" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "answered_at" TIMESTAMPTZ(6),
ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "event_id" TEXT,
ADD COLUMN     "note" TEXT;

-- CreateIndex
CREATE INDEX "dead_letter_tenant_id_device_id_id_idx" ON "dead_letter"("tenant_id", "device_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_tenant_id_source_id_event_id_device_id_key" ON "inbox"("tenant_id", "source_id", "event_id", "device_id");
