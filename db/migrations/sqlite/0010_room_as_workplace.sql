CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text,
	`corner` text DEFAULT 'room' NOT NULL,
	`file_key` text NOT NULL,
	`file_name` text NOT NULL,
	`content_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploader_kind` text NOT NULL,
	`uploader_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `attachments_owner` ON `attachments` (`owner_kind`,`owner_id`);--> statement-breakpoint
CREATE INDEX `attachments_room` ON `attachments` (`room_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `chat_counters` (
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`corner` text NOT NULL,
	`last_seq` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`room_id`, `corner`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `chat_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`corner` text NOT NULL,
	`thread_id` text,
	`seq` integer NOT NULL,
	`change_seq` integer NOT NULL,
	`author_kind` text NOT NULL,
	`author_id` text NOT NULL,
	`contact_id` text,
	`client_id` text NOT NULL,
	`body` text NOT NULL,
	`search_text` text DEFAULT '' NOT NULL,
	`mentions` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_seq` ON `chat_messages` (`room_id`,`corner`,`seq`);--> statement-breakpoint
CREATE INDEX `chat_messages_change` ON `chat_messages` (`room_id`,`corner`,`change_seq`);--> statement-breakpoint
CREATE INDEX `chat_messages_thread` ON `chat_messages` (`thread_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `chat_messages_client` ON `chat_messages` (`room_id`,`author_id`,`client_id`);--> statement-breakpoint
CREATE TABLE `chat_reactions` (
	`workspace_id` text NOT NULL,
	`message_id` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`emoji` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`message_id`, `actor_id`, `emoji`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`message_id`) REFERENCES `chat_messages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `chat_reads` (
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`corner` text NOT NULL,
	`reader_kind` text NOT NULL,
	`reader_id` text NOT NULL,
	`last_seq` integer NOT NULL,
	`mailed_seq` integer DEFAULT 0 NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`room_id`, `corner`, `reader_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `chat_threads` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`corner` text NOT NULL,
	`page_id` text NOT NULL,
	`version_id` text DEFAULT '' NOT NULL,
	`unit` integer,
	`resolved_at` integer,
	`created_at` integer NOT NULL,
	`last_message_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `chat_threads_room` ON `chat_threads` (`room_id`,`corner`,`last_message_at`);--> statement-breakpoint
CREATE INDEX `chat_threads_page` ON `chat_threads` (`page_id`);--> statement-breakpoint
CREATE TABLE `form_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`page_id` text NOT NULL,
	`viewer_id` text NOT NULL,
	`contact_id` text,
	`form_version` integer NOT NULL,
	`answers` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `form_answers_once` ON `form_answers` (`page_id`,`viewer_id`);--> statement-breakpoint
CREATE INDEX `form_answers_room` ON `form_answers` (`room_id`,`updated_at`);--> statement-breakpoint
CREATE TABLE `forms` (
	`page_id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`intro` text,
	`questions` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_by_id` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`updated_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `access_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`link_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`note` text,
	`decision` text,
	`decided_by_id` text,
	`decided_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`link_id`) REFERENCES `share_links`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `access_requests_room` ON `access_requests` (`room_id`,`decided_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `access_requests_once` ON `access_requests` (`link_id`,`email`);--> statement-breakpoint
CREATE TABLE `room_people` (
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`level` integer,
	`position` integer DEFAULT 0 NOT NULL,
	`introduced_by_id` text,
	`invited_at` integer,
	`suggested_at` integer,
	`dismissed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`room_id`, `contact_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `room_people_contact` ON `room_people` (`contact_id`);--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`link_id` text,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_token` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_owner` ON `calendar_feeds` (`room_id`,`owner_id`);--> statement-breakpoint
CREATE TABLE `milestones` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`page_id` text NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `milestones_page` ON `milestones` (`page_id`,`archived_at`,`position`);--> statement-breakpoint
CREATE TABLE `task_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`task_id` text NOT NULL,
	`author_kind` text NOT NULL,
	`author_id` text NOT NULL,
	`client_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_comments_task` ON `task_comments` (`task_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `task_comments_client` ON `task_comments` (`task_id`,`author_id`,`client_id`);--> statement-breakpoint
CREATE TABLE `task_dependencies` (
	`workspace_id` text NOT NULL,
	`task_id` text NOT NULL,
	`depends_on_id` text NOT NULL,
	PRIMARY KEY(`task_id`, `depends_on_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`depends_on_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `task_dependencies_on` ON `task_dependencies` (`depends_on_id`);--> statement-breakpoint
CREATE TABLE `task_reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`task_id` text NOT NULL,
	`kind` text NOT NULL,
	`email` text NOT NULL,
	`due_on` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_reminders_once` ON `task_reminders` (`task_id`,`kind`,`email`,`due_on`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`page_id` text NOT NULL,
	`milestone_id` text,
	`title` text NOT NULL,
	`description` text,
	`status` text DEFAULT 'to_do' NOT NULL,
	`internal` integer DEFAULT false NOT NULL,
	`side` text NOT NULL,
	`member_id` text,
	`contact_id` text,
	`role_name` text,
	`due_kind` text DEFAULT 'none' NOT NULL,
	`due_day` text,
	`due_offset` integer DEFAULT 0 NOT NULL,
	`due_task_id` text,
	`due_on` text,
	`position` integer NOT NULL,
	`completed_at` integer,
	`completed_by_kind` text,
	`completed_by_id` text,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `tasks_page` ON `tasks` (`page_id`,`archived_at`,`position`);--> statement-breakpoint
CREATE INDEX `tasks_room` ON `tasks` (`room_id`,`archived_at`,`due_on`);--> statement-breakpoint
CREATE INDEX `tasks_member` ON `tasks` (`workspace_id`,`member_id`,`status`,`due_on`);--> statement-breakpoint
CREATE INDEX `tasks_due` ON `tasks` (`status`,`due_on`);--> statement-breakpoint
CREATE TABLE `acceptance_certificates` (
	`acceptance_id` text PRIMARY KEY NOT NULL,
	`file_key` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`acceptance_id`) REFERENCES `acceptances`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `acceptances` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`page_id` text NOT NULL,
	`version_id` text NOT NULL,
	`version_number` integer NOT NULL,
	`content_hash` text NOT NULL,
	`viewer_id` text NOT NULL,
	`contact_id` text,
	`email` text,
	`verified` integer NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`signature` text NOT NULL,
	`consent_text` text NOT NULL,
	`language` text NOT NULL,
	`totals` text NOT NULL,
	`ip` text NOT NULL,
	`user_agent` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `acceptances_version` ON `acceptances` (`version_id`);--> statement-breakpoint
CREATE INDEX `acceptances_room` ON `acceptances` (`room_id`,`at`);--> statement-breakpoint
CREATE TABLE `pricing_choices` (
	`workspace_id` text NOT NULL,
	`room_id` text NOT NULL,
	`page_id` text NOT NULL,
	`viewer_id` text NOT NULL,
	`block_id` text NOT NULL,
	`chosen` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`page_id`, `viewer_id`, `block_id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `proposal_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`page_id` text NOT NULL,
	`parent_id` text,
	`block_id` text DEFAULT '' NOT NULL,
	`quote` text,
	`body` text NOT NULL,
	`author_id` text NOT NULL,
	`resolved_at` integer,
	`resolved_by_id` text,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `proposal_comments_page` ON `proposal_comments` (`page_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `proposal_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`page_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`section_count` integer NOT NULL,
	`content_hash` text DEFAULT '' NOT NULL,
	`note` text,
	`created_by_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`page_id`) REFERENCES `pages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_versions_number` ON `proposal_versions` (`page_id`,`number`);--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`language` text NOT NULL,
	`stage` text,
	`content` text NOT NULL,
	`created_by_id` text NOT NULL,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `templates_workspace` ON `templates` (`workspace_id`,`archived_at`,`name`);--> statement-breakpoint
ALTER TABLE `proposals` ADD `published_version_id` text;--> statement-breakpoint
ALTER TABLE `proposals` ADD `published_at` integer;--> statement-breakpoint
INSERT INTO `proposal_versions` (`id`, `workspace_id`, `page_id`, `number`, `kind`, `title`, `body`, `section_count`, `content_hash`, `created_by_id`, `created_at`) SELECT p.`page_id` || '.1', pages.`workspace_id`, p.`page_id`, 1, 'published', pages.`title`, p.`body`, p.`section_count`, '', p.`updated_by_id`, p.`updated_at` FROM `proposals` p INNER JOIN `pages` ON pages.`id` = p.`page_id`;
--> statement-breakpoint
UPDATE `proposals` SET `published_version_id` = `page_id` || '.1', `published_at` = `updated_at`;
