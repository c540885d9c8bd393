-- CreateTable
CREATE TABLE "twin_edit" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "module_id" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "undoes" BIGINT,
    "actor" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'begun',
    "parts" TEXT[],
    "changes" TEXT NOT NULL,
    "etag_before" TEXT NOT NULL,
    "etag_after" TEXT,
    "version_before" BIGINT NOT NULL,
    "begun_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "twin_edit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "twin_edit_tenant_id_device_id_module_id_id_idx" ON "twin_edit"("tenant_id", "device_id", "module_id", "id");

-- CreateIndex
CREATE INDEX "twin_edit_tenant_id_device_id_module_id_state_idx" ON "twin_edit"("tenant_id", "device_id", "module_id", "state");
