-- AlterTable
ALTER TABLE "device" ADD COLUMN     "next_key" INTEGER,
ADD COLUMN     "rotate_to" INTEGER;
