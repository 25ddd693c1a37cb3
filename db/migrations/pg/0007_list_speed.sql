CREATE TABLE "bulk_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"list" text NOT NULL,
	"action" text NOT NULL,
	"value" text NOT NULL,
	"before" jsonb NOT NULL,
	"left" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "search_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD CONSTRAINT "bulk_changes_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_changes_member" ON "bulk_changes" USING btree ("workspace_id","member_id","at");--> statement-breakpoint
CREATE INDEX "contacts_living" ON "contacts" USING btree ("workspace_id","sort_key" collate "C","id") WHERE "contacts"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "contacts_lately" ON "contacts" USING btree ("workspace_id","updated_at","id") WHERE "contacts"."archived_at" is null;--> statement-breakpoint
UPDATE "rooms" SET "search_text" = lower("name");