-- Ids are compared by their bytes in every database, so that those with one beginning lie together in the index.
ALTER TABLE "device" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "device_group_member" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "fleet_count" (
    "tenant_id" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "devices" INTEGER NOT NULL,
    "sync" JSONB NOT NULL,
    "status" JSONB NOT NULL,

    CONSTRAINT "fleet_count_pkey" PRIMARY KEY ("tenant_id","span","at")
);

-- CreateTable
CREATE TABLE "turn" (
    "name" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "event_log_tenant_id_kind_at_id_idx" ON "event_log"("tenant_id", "kind", "at", "id");

-- DropIndex
DROP INDEX "device_tenant_id_sync_device_id_idx";

-- CreateIndex: one for every question about the states of devices, in the words of STATE in catalog-statements.ts.
CREATE INDEX "device_state_idx" ON "device" (
    "tenant_id",
    "sync",
    (coalesce("reason", '')),
    (coalesce("fleet_status", "told_status")),
    (CASE "hub_kind" WHEN 'present' THEN "hub_status" WHEN 'absent' THEN 'absent' ELSE 'unknown' END),
    "device_id"
);
