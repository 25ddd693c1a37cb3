import { namesOf } from "../../names.server";
import type { Chat, ChatHere } from "../schema";
import { keyOf, visitorTag } from "../utils";
import { listPresent } from "./presence.server";

const MAX_NAMED = 30;

/** Who has the chat open, by name. */
export async function listPeopleHere(chat: Chat): Promise<ChatHere[]> {
  const keys = listPresent(chat).slice(0, MAX_NAMED);
  const idsOf = (kind: string) =>
    keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : []));
  const [memberIds, viewerIds] = [idsOf("member"), idsOf("viewer")];
  const names = await namesOf(chat.actor, { memberIds, viewerIds });
  return [
    ...memberIds.map((id) => ({ key: keyOf("member", id), name: names.get(id) ?? null, tag: "" })),
    ...viewerIds.map((id) => ({
      key: keyOf("viewer", id),
      name: names.get(id) ?? null,
      tag: visitorTag(id),
    })),
  ];
}
