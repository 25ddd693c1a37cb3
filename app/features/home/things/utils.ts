export const THING_KINDS = ["room", "account", "contact", "deal", "document"] as const;
export type ThingKind = (typeof THING_KINDS)[number];

/** What a page is about: the kind, and the param of its address that holds the id. */
export type ThingHandle = { readonly thing: { readonly kind: ThingKind; readonly param: string } };

const PARAMS: Record<ThingKind, string> = {
  room: "roomId",
  account: "accountId",
  contact: "contactId",
  deal: "dealId",
  document: "documentId",
};

/** For a route's `handle`: its page shows this kind of thing, so it can be a favourite and is remembered as opened. */
export function aboutThing(kind: ThingKind): ThingHandle {
  return { thing: { kind, param: PARAMS[kind] } };
}

type Match = { readonly handle: unknown; readonly params: Readonly<Record<string, string | undefined>> };

/** The thing that the innermost page with such a handle shows. */
export function thingOfMatches(matches: readonly Match[]): { kind: ThingKind; id: string } | null {
  for (const { handle, params } of matches.toReversed()) {
    const thing = typeof handle === "object" && handle !== null && "thing" in handle ? handle.thing : null;
    const kind = THING_KINDS.find((known) => known === fieldOf(thing, "kind"));
    const id = kind && params[PARAMS[kind]];
    if (kind && id) return { kind, id };
  }
  return null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

export function keyOfThing({ kind, id }: { kind: ThingKind; id: string }): string {
  return `${kind}:${id}`;
}
