-- AlterTable
ALTER TABLE "access_token" ADD COLUMN     "created_by" TEXT;

-- CreateTable
CREATE TABLE "device_group_member" (
    "tenant_id" TEXT NOT NULL,
    "group_name" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,

    CONSTRAINT "device_group_member_pkey" PRIMARY KEY ("tenant_id","group_name","device_id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "subject_value" TEXT NOT NULL,
    "token_id" UUID,
    "role" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_value" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_session" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "token_id" UUID,
    "caller" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "device_group_member_tenant_id_device_id_idx" ON "device_group_member"("tenant_id", "device_id");

-- CreateIndex
CREATE INDEX "access_grant_tenant_id_id_idx" ON "access_grant"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "access_grant_tenant_id_token_id_idx" ON "access_grant"("tenant_id", "token_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_grant_tenant_id_subject_kind_subject_name_subject_va_key" ON "access_grant"("tenant_id", "subject_kind", "subject_name", "subject_value", "role", "scope_kind", "scope_value");

-- CreateIndex
CREATE UNIQUE INDEX "access_session_hash_key" ON "access_session"("hash");

-- CreateIndex
CREATE INDEX "access_session_expires_at_idx" ON "access_session"("expires_at");

-- CreateIndex
CREATE INDEX "access_session_tenant_id_token_id_idx" ON "access_session"("tenant_id", "token_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_tenant_id_id_key" ON "access_token"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "device_group_member" ADD CONSTRAINT "device_group_member_tenant_id_device_id_fkey" FOREIGN KEY ("tenant_id", "device_id") REFERENCES "device"("tenant_id", "device_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_tenant_id_token_id_fkey" FOREIGN KEY ("tenant_id", "token_id") REFERENCES "access_token"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_session" ADD CONSTRAINT "access_session_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_session" ADD CONSTRAINT "access_session_tenant_id_token_id_fkey" FOREIGN KEY ("tenant_id", "token_id") REFERENCES "access_token"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a token may do stands in its grants from here on.
INSERT INTO "access_grant" ("id", "tenant_id", "subject_kind", "subject_name", "subject_value", "token_id", "role", "scope_kind", "scope_value", "created_by")
SELECT gen_random_uuid(), "tenant_id", 'token', '', "id"::text, "id", "role", 'all', '', 'migration' FROM "access_token";

-- AlterTable
ALTER TABLE "access_token" DROP COLUMN "role";
