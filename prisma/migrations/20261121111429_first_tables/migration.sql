-- CreateTable
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL,
    "device_key_seed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "host_name" TEXT NOT NULL,
    "credential_kind" TEXT NOT NULL,
    "credential" JSONB NOT NULL,
    "sealed_secret" BYTEA,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fleet_connection" (
    "tenant_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_token" BYTEA NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fleet_connection_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "event_source" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "sealed_previous" BYTEA,
    "previous_until" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "revision" BIGINT,
    "raw" BYTEA NOT NULL,
    "generation" BIGINT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device" (
    "tenant_id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "told_status" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(6) NOT NULL,
    "told_revision" BIGINT,
    "told_event_id" TEXT NOT NULL,
    "generation" BIGINT NOT NULL,
    "settled" BIGINT NOT NULL DEFAULT 0,
    "fleet_status" TEXT,
    "hub_kind" TEXT NOT NULL DEFAULT 'unseen',
    "hub_status" TEXT,
    "hub_etag" TEXT,
    "look_first" BOOLEAN NOT NULL DEFAULT false,
    "key_number" INTEGER,
    "key_source" TEXT,
    "adopted_key" BYTEA,
    "last_key_number" INTEGER NOT NULL DEFAULT 0,
    "delivered_key" INTEGER,
    "delivered_at" TIMESTAMPTZ(6),
    "confirmed_key" INTEGER,
    "intent" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(6),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "wake_at" TIMESTAMPTZ(6),
    "sync" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_pkey" PRIMARY KEY ("tenant_id","device_id")
);

-- CreateTable
CREATE TABLE "event_log" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "step" TEXT,
    "reason" TEXT,
    "detail" TEXT,
    "fence" BIGINT,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "device_id" TEXT,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "digest" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "first_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "integration_tenant_id_idx" ON "integration"("tenant_id");

-- CreateIndex
CREATE INDEX "event_source_tenant_id_idx" ON "event_source"("tenant_id");

-- CreateIndex
CREATE INDEX "inbox_tenant_id_device_id_id_idx" ON "inbox"("tenant_id", "device_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_tenant_id_source_id_event_id_key" ON "inbox"("tenant_id", "source_id", "event_id");

-- CreateIndex
CREATE INDEX "device_wake_at_idx" ON "device"("wake_at");

-- CreateIndex
CREATE INDEX "device_tenant_id_sync_device_id_idx" ON "device"("tenant_id", "sync", "device_id");

-- CreateIndex
CREATE INDEX "event_log_tenant_id_device_id_id_idx" ON "event_log"("tenant_id", "device_id", "id");

-- CreateIndex
CREATE INDEX "dead_letter_tenant_id_id_idx" ON "dead_letter"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dead_letter_tenant_id_source_id_digest_key" ON "dead_letter"("tenant_id", "source_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_hash_key" ON "access_token"("hash");

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fleet_connection" ADD CONSTRAINT "fleet_connection_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_source" ADD CONSTRAINT "event_source_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Every pass rewrites the row a few times without touching an index. With room in its page, that is done in place.
ALTER TABLE "device" SET (fillfactor = 70);
