-- AlterTable
ALTER TABLE "fleet_connection" ADD COLUMN     "probed_at" TIMESTAMPTZ(6),
ADD COLUMN     "trouble" TEXT,
ADD COLUMN     "trouble_detail" TEXT,
ADD COLUMN     "trouble_since" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "probed_at" TIMESTAMPTZ(6),
ADD COLUMN     "trouble" TEXT,
ADD COLUMN     "trouble_detail" TEXT,
ADD COLUMN     "trouble_since" TIMESTAMPTZ(6);
