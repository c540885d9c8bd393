-- AlterTable
ALTER TABLE "device" ADD COLUMN     "inspected_at" TIMESTAMPTZ(6);
