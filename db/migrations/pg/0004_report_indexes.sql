DROP INDEX "hits_room";--> statement-breakpoint
CREATE INDEX "hits_room" ON "hits" USING btree ("room_id","at","class","reason");