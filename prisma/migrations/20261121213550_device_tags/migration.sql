-- CreateTable: ids are compared by their bytes, as in "device".
CREATE TABLE "device_tag" (
    "tenant_id" TEXT NOT NULL,
    "tag" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "device_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "device_tag_pkey" PRIMARY KEY ("tenant_id","tag","value","device_id")
);

-- CreateIndex
CREATE INDEX "device_tag_tenant_id_device_id_idx" ON "device_tag"("tenant_id", "device_id");
