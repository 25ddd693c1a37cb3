import type { Room } from "./data.server";

type RoomTexts = Pick<Room, "name" | "language" | "consentMode" | "ownerId" | "version">;

/** A stored room as the texts of its form. */
export function roomTexts(room: RoomTexts): Record<string, string> {
  const { name, language, consentMode, ownerId, version } = room;
  return { name, language, consentMode, ownerId, version: String(version) };
}
