ALTER TABLE `mails` ADD `attachment_key` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `attachment_name` text;--> statement-breakpoint
ALTER TABLE `acceptances` ADD `shown_values` text;--> statement-breakpoint
CREATE TRIGGER acceptances_no_update BEFORE UPDATE ON acceptances BEGIN SELECT RAISE(ABORT, 'acceptances are for good'); END;
--> statement-breakpoint
CREATE TRIGGER acceptances_no_delete BEFORE DELETE ON acceptances WHEN EXISTS (SELECT 1 FROM rooms WHERE id = OLD.room_id) AND EXISTS (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id) BEGIN SELECT RAISE(ABORT, 'acceptances are for good'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_versions_no_update BEFORE UPDATE ON proposal_versions BEGIN SELECT RAISE(ABORT, 'versions are for good'); END;
