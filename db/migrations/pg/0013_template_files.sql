CREATE TABLE "template_files" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"template_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_key" text NOT NULL,
	"content_type" text NOT NULL,
	"width" integer,
	"height" integer,
	"file_name" text,
	"size_bytes" bigint,
	"sha256" text
);
--> statement-breakpoint
ALTER TABLE "template_files" ADD CONSTRAINT "template_files_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_files" ADD CONSTRAINT "template_files_template_id_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "template_files_template" ON "template_files" USING btree ("template_id");--> statement-breakpoint
CREATE INDEX "template_files_key" ON "template_files" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "attachments_key" ON "attachments" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "proposal_images_key" ON "proposal_images" USING btree ("file_key");