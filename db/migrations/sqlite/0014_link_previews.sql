CREATE TABLE `link_previews` (
	`workspace_id` text NOT NULL,
	`url_hash` text NOT NULL,
	`title` text,
	`description` text DEFAULT '' NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `url_hash`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `link_previews_asked` ON `link_previews` (`workspace_id`,`asked_at`);--> statement-breakpoint
ALTER TABLE `chat_messages` ADD `hides_preview` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `link_previews` text DEFAULT 'members' NOT NULL;