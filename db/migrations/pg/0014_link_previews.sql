CREATE TABLE "link_previews" (
	"workspace_id" text NOT NULL,
	"url_hash" text NOT NULL,
	"title" text,
	"description" text DEFAULT '' NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "link_previews_workspace_id_url_hash_pk" PRIMARY KEY("workspace_id","url_hash")
);
--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "hides_preview" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "link_previews" text DEFAULT 'members' NOT NULL;--> statement-breakpoint
ALTER TABLE "link_previews" ADD CONSTRAINT "link_previews_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_previews_asked" ON "link_previews" USING btree ("workspace_id","asked_at");