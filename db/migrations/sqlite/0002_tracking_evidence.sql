ALTER TABLE `uploads` ADD `document_id` text;--> statement-breakpoint
ALTER TABLE `views` ADD `hit_id` text;--> statement-breakpoint
ALTER TABLE `views` ADD `suspicion` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `ruling` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `confirmed_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `verified` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `webdriver` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `late_input` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `frames` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `active_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `units_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `day` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `active_until` integer;--> statement-breakpoint
CREATE INDEX `views_hit` ON `views` (`hit_id`);--> statement-breakpoint
ALTER TABLE `visits` ADD `announced_at` integer;--> statement-breakpoint
CREATE INDEX `visits_person` ON `visits` (`room_id`,`person_key`);