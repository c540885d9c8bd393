-- AlterTable
ALTER TABLE "device" ADD COLUMN     "leased_at" TIMESTAMPTZ(6),
ADD COLUMN     "leased_by" TEXT;
