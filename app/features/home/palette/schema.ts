import { z } from "zod";
import { cleanLine } from "~/platform/text";
import type { Thing } from "../things/schema";

const MAX_TERM_CHARS = 100;

/** What is too long is cut: nobody types it, and nobody is helped by an error while typing. */
export const searchQuerySchema = z.object({
  q: z
    .string()
    .transform((text) => cleanLine(text.slice(0, MAX_TERM_CHARS)))
    .catch(""),
});

export type HitGroup =
  | "favourite"
  | "recent"
  | "room"
  | "account"
  | "contact"
  | "deal"
  | "document"
  | "setting"
  | "action";

export type Hit = {
  /** Unique among all hits of an answer. */
  key: string;
  group: HitGroup;
  rank: number;
  title: string;
  detail: string | null;
  to: string;
};

export type Answer = { term: string; hits: Hit[] };

export function hitOf(thing: Thing, group: HitGroup, rank: number): Hit {
  const { kind, id, title, detail, to } = thing;
  return { key: `${group}:${kind}:${id}`, group, rank, title, detail, to };
}
