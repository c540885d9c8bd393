-- AlterTable
ALTER TABLE "device" ADD COLUMN     "traceparent" TEXT;

-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "traceparent" TEXT;
