-- AlterTable
ALTER TABLE "sweep_run" ADD COLUMN     "hindrance" TEXT;
