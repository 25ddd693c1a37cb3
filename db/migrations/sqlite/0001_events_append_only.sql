CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_no_delete BEFORE DELETE ON events WHEN EXISTS (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
