import type { PROPOSAL_VERSION_KINDS } from "@db/schema/proposals";
import { z } from "zod";
import { requestKey, versionField } from "~/features/accounts/schema";
import { cleanLine } from "~/platform/text";
import { isVersionId, MAX_NOTE_CHARS } from "./utils";

export type VersionKind = (typeof PROPOSAL_VERSION_KINDS)[number];

const note = z
  .string()
  .default("")
  .transform(cleanLine)
  .pipe(z.string().max(MAX_NOTE_CHARS, "too_long"))
  .transform((text) => (text === "" ? null : text));

/** `draft` is the version of the draft that was on screen: nobody publishes what they have not seen. */
export const publishSchema = z.strictObject({ draft: versionField, note });

export const versionsIntent = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("keep"),
    requestKey,
    note: z
      .string("required")
      .transform(cleanLine)
      .pipe(z.string().min(1, "required").max(MAX_NOTE_CHARS, "too_long")),
  }),
  z.strictObject({
    intent: z.literal("restore"),
    versionId: z.string("required").refine(isVersionId, "invalid"),
    requestKey,
  }),
]);

/** What is shown of a version in lists; the text itself is read one at a time. */
export type VersionFace = {
  id: string;
  number: number;
  kind: VersionKind;
  title: string;
  note: string | null;
  /** Null when nobody is known to have made it. */
  authorName: string | null;
  createdAt: Date;
  /** Buyers read this one now. */
  isShown: boolean;
};

/** never: buyers see nothing yet. changed: the draft differs from what buyers read. */
export type PublishState = "never" | "published" | "changed";

export type Publishing = {
  state: PublishState;
  /** Version of the draft, to be named when it is published. */
  draft: number;
  shownNumber: number | null;
  publishedAt: Date | null;
};

/** One block in a comparison of two texts. `formatted`: the same words, set differently. */
export type DiffEntry = {
  kind: "same" | "changed" | "formatted" | "moved" | "added" | "removed";
  /** Name of the block's node. */
  type: string;
  parts: DiffPart[];
};
export type DiffPart = { op: "same" | "added" | "removed"; text: string };
