ALTER TABLE "uploads" ADD COLUMN "document_id" text;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "hit_id" text;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "suspicion" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "ruling" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "confirmed_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "verified" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "webdriver" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "late_input" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "frames" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "active_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "units_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "day" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "active_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "announced_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "views_hit" ON "views" USING btree ("hit_id");--> statement-breakpoint
CREATE INDEX "visits_person" ON "visits" USING btree ("room_id","person_key");