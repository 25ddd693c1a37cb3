CREATE TABLE `mail_mutes` (
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`room_id`, `kind`, `recipient`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `mails` ADD `unsubscribe_url` text;