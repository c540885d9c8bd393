-- CreateTable
CREATE TABLE "sweep_run" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'running',
    "phase" TEXT NOT NULL DEFAULT 'list',
    "cursor" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "fleet" TEXT NOT NULL DEFAULT 'unseen',
    "hub" TEXT NOT NULL DEFAULT 'unseen',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "selection" JSONB,
    "detail" TEXT,
    "found" JSONB,
    "mended" INTEGER NOT NULL DEFAULT 0,
    "strangers" JSONB,
    "asked_by" TEXT,
    "approved_by" TEXT,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "began_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "phase_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "sweep_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep_fleet_sight" (
    "run_id" UUID NOT NULL,
    "device_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6),

    CONSTRAINT "sweep_fleet_sight_pkey" PRIMARY KEY ("run_id","device_id")
);

-- CreateTable
CREATE TABLE "sweep_hub_sight" (
    "run_id" UUID NOT NULL,
    "device_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "etag" TEXT,
    "is_ours" BOOLEAN NOT NULL,

    CONSTRAINT "sweep_hub_sight_pkey" PRIMARY KEY ("run_id","device_id")
);

-- CreateTable
CREATE TABLE "drift_finding" (
    "id" BIGSERIAL NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "detail" TEXT NOT NULL,
    "status" TEXT,
    "harm" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "first_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drift_finding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sweep_run_tenant_id_began_at_idx" ON "sweep_run"("tenant_id", "began_at");

-- One run of a tenant at a time.
CREATE UNIQUE INDEX "sweep_run_running_idx" ON "sweep_run"("tenant_id") WHERE ("state" = 'running');

-- CreateIndex
CREATE INDEX "drift_finding_tenant_id_state_id_idx" ON "drift_finding"("tenant_id", "state", "id");

-- CreateIndex
CREATE INDEX "drift_finding_run_id_state_id_idx" ON "drift_finding"("run_id", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "drift_finding_tenant_id_class_device_id_key" ON "drift_finding"("tenant_id", "class", "device_id");

-- AddForeignKey
ALTER TABLE "sweep_fleet_sight" ADD CONSTRAINT "sweep_fleet_sight_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sweep_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_hub_sight" ADD CONSTRAINT "sweep_hub_sight_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sweep_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
