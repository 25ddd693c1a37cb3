import { z } from "zod";
import { isId } from "~/platform/ids";
import { THING_KINDS, type ThingKind } from "./utils";

/** One thing of the workspace that can be opened, marked and found. */
export type ThingRef = { kind: ThingKind; id: string };

export type Thing = ThingRef & {
  title: string;
  /** Whom it belongs to, or what tells it from its namesakes. */
  detail: string | null;
  to: string;
};

export const thingRefSchema = z.strictObject({
  kind: z.enum(THING_KINDS, "invalid"),
  id: z.string("required").refine(isId, "invalid"),
});
