DROP INDEX "visits_viewer";--> statement-breakpoint
CREATE INDEX "visits_viewer" ON "visits" USING btree ("viewer_id");