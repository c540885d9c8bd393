-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "sku" TEXT,
ADD COLUMN     "units" INTEGER;

-- CreateTable
CREATE UNLOGGED TABLE "hub_budget" (
    "hub_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "spoken_for" DOUBLE PRECISION NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "share_at" DOUBLE PRECISION NOT NULL,
    "slowed_at" DOUBLE PRECISION NOT NULL,
    "closed_until" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "hub_budget_pkey" PRIMARY KEY ("hub_id","category")
);

-- CreateTable
CREATE UNLOGGED TABLE "hub_budget_use" (
    "hub_id" UUID NOT NULL,
    "process" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "use" JSONB NOT NULL,

    CONSTRAINT "hub_budget_use_pkey" PRIMARY KEY ("hub_id","process")
);
