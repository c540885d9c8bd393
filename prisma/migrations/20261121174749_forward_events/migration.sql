-- CreateTable
CREATE TABLE "receiver" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_secret" BYTEA,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "receiver_id" UUID NOT NULL,
    "inbox_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "arrived_at" TIMESTAMPTZ(6),
    "status_code" INTEGER,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "receiver_tenant_id_key" ON "receiver"("tenant_id");

-- CreateIndex
CREATE INDEX "outbox_receiver_id_due_at_idx" ON "outbox"("receiver_id", "due_at");

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_inbox_id_receiver_id_key" ON "outbox"("inbox_id", "receiver_id");

-- AddForeignKey
ALTER TABLE "receiver" ADD CONSTRAINT "receiver_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
