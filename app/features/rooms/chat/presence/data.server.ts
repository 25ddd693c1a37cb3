import { sharedMoments } from "~/platform/moments.server";
import { namesOf } from "../../names.server";
import type { Chat, ChatHere } from "../schema";
import { keyOf, visitorTag } from "../utils";
import { listPresent } from "./presence.server";

const MAX_NAMED = 30;
const SHARED_MS = 1_000;
const shareNames = sharedMoments<ReadonlyMap<string, string | null>>(SHARED_MS);

/** Who has the chat open, by name. */
export async function listPeopleHere(chat: Chat): Promise<ChatHere[]> {
  const keys = listPresent(chat).slice(0, MAX_NAMED);
  const idsOf = (kind: string) =>
    keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : []));
  const [memberIds, viewerIds] = [idsOf("member"), idsOf("viewer")];
  const { workspaceId, roomId } = chat.actor;
  // Of the same people the same names, whoever asks.
  const names = await shareNames(`${workspaceId} ${roomId} ${keys.join()}`, () =>
    namesOf({ workspaceId, roomId }, { memberIds, viewerIds }),
  );
  return [
    ...memberIds.map((id) => ({ key: keyOf("member", id), name: names.get(id) ?? null, tag: "" })),
    ...viewerIds.map((id) => ({
      key: keyOf("viewer", id),
      name: names.get(id) ?? null,
      tag: visitorTag(id),
    })),
  ];
}
