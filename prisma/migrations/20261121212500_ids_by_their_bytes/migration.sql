-- Ids of devices are compared by their bytes wherever they stand: an index of one table can only find the ids of another when both sort alike.
ALTER TABLE "inbox" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "event_log" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "twin_edit" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "dead_letter" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "sweep_fleet_sight" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "sweep_hub_sight" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
ALTER TABLE "drift_finding" ALTER COLUMN "device_id" TYPE TEXT COLLATE "C";
