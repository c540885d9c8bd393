-- AlterTable
ALTER TABLE "event_log" ADD COLUMN     "calls" JSONB;
