-- AlterTable: a device that failed is not tried again before then, unless something new is told of it.
ALTER TABLE "device" ADD COLUMN "retry_at" TIMESTAMPTZ(6);
