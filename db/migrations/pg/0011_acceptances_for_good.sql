ALTER TABLE "mails" ADD COLUMN "attachment_key" text;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "attachment_name" text;--> statement-breakpoint
ALTER TABLE "acceptances" ADD COLUMN "shown_values" jsonb;--> statement-breakpoint
CREATE FUNCTION acceptances_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND (NOT EXISTS (SELECT 1 FROM rooms WHERE id = OLD.room_id) OR NOT EXISTS (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id)) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'acceptances are for good';
END $$;
--> statement-breakpoint
CREATE TRIGGER acceptances_for_good BEFORE UPDATE OR DELETE ON acceptances FOR EACH ROW EXECUTE FUNCTION acceptances_for_good();
--> statement-breakpoint
CREATE FUNCTION versions_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions are for good';
END $$;
--> statement-breakpoint
CREATE TRIGGER versions_for_good BEFORE UPDATE ON proposal_versions FOR EACH ROW EXECUTE FUNCTION versions_for_good();
