CREATE TABLE `template_files` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`template_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_key` text NOT NULL,
	`content_type` text NOT NULL,
	`width` integer,
	`height` integer,
	`file_name` text,
	`size_bytes` integer,
	`sha256` text,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`template_id`) REFERENCES `templates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `template_files_template` ON `template_files` (`template_id`);--> statement-breakpoint
CREATE INDEX `template_files_key` ON `template_files` (`file_key`);--> statement-breakpoint
CREATE INDEX `attachments_key` ON `attachments` (`file_key`);--> statement-breakpoint
CREATE INDEX `proposal_images_key` ON `proposal_images` (`file_key`);