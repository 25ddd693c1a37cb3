DROP INDEX `hits_room`;--> statement-breakpoint
CREATE INDEX `hits_room` ON `hits` (`room_id`,`at`,`class`,`reason`);