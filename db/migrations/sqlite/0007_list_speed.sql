CREATE TABLE `bulk_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`member_id` text NOT NULL,
	`list` text NOT NULL,
	`action` text NOT NULL,
	`value` text NOT NULL,
	`before` text NOT NULL,
	`left` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulk_changes_member` ON `bulk_changes` (`workspace_id`,`member_id`,`at`);--> statement-breakpoint
ALTER TABLE `rooms` ADD `search_text` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `contacts_living` ON `contacts` (`workspace_id`,`sort_key`,`id`) WHERE "contacts"."archived_at" is null;--> statement-breakpoint
CREATE INDEX `contacts_lately` ON `contacts` (`workspace_id`,`updated_at`,`id`) WHERE "contacts"."archived_at" is null;--> statement-breakpoint
UPDATE `rooms` SET `search_text` = lower(`name`);