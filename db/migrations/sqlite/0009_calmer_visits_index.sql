DROP INDEX `visits_workspace`;--> statement-breakpoint
CREATE INDEX `visits_workspace` ON `visits` (`workspace_id`,`engaged`,`started_at`);