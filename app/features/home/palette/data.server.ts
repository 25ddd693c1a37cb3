import { containsFolded } from "@db/dialect/text";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { and, or } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { settingsIndex } from "~/features/workspaces/settings-index.server";
import { searchSettings } from "~/features/workspaces/utils";
import type { Language } from "~/platform/i18n/language";
import { foldText, searchWords } from "~/platform/text";
import { listFavourites } from "../favourites/data.server";
import { listRecents } from "../recents/data.server";
import { type Findable, readThings } from "../things/data.server";
import { THING_KINDS, type ThingKind } from "../things/utils";
import { type Answer, type Hit, hitOf } from "./schema";
import { rankOf } from "./utils";

/** Of each kind so many are ranked, those changed last. */
const MAX_CANDIDATES = 60;
/** Titles of documents are compared here: they have no folded text in the database. */
const MAX_DOCUMENTS = 2_000;
const MAX_PER_KIND = 6;
const MAX_SETTINGS = 4;

/** Where a word may stand: in the thing's own text, or in that of the account it belongs to. */
const SEARCH_TEXTS = {
  room: [rooms.searchText, accounts.searchText],
  account: [accounts.searchText],
  contact: [contacts.searchText, accounts.searchText],
  deal: [deals.searchText, accounts.searchText],
} as const;
/** What is found only by its account comes after all that is found by itself. */
const RANK_BY_ACCOUNT = 10;

/** Everything of the workspace whose name, reading or address has the words. Without words: favourites and what was opened last. */
export async function searchEverything(
  scope: WorkspaceScope,
  { term, language }: { term: string; language: Language },
): Promise<Answer> {
  const words = searchWords(term);
  if (words.length === 0) return { term, hits: await whatIsNear(scope) };
  const found = await Promise.all(THING_KINDS.map((kind) => searchKind(scope, kind, words)));
  return { term, hits: [...found.flat(), ...settingsOf(scope, { term, language, words })] };
}

async function whatIsNear(scope: WorkspaceScope): Promise<Hit[]> {
  const [favourites, recents] = await Promise.all([listFavourites(scope), listRecents(scope)]);
  const marked = new Set(favourites.map(({ id }) => id));
  return [
    ...favourites.map((thing) => hitOf(thing, "favourite", 2)),
    ...recents.filter(({ id }) => !marked.has(id)).map((thing) => hitOf(thing, "recent", 1)),
  ];
}

async function searchKind(scope: WorkspaceScope, kind: ThingKind, words: string[]): Promise<Hit[]> {
  const candidates = await readThings[kind](
    scope,
    kind === "document"
      ? { where: undefined, limit: MAX_DOCUMENTS }
      : {
          where: and(
            ...words.map((word) => or(...SEARCH_TEXTS[kind].map((text) => containsFolded(text, word)))),
          ),
          limit: MAX_CANDIDATES,
        },
  );
  return candidates
    .map((thing) => hitOf(thing, kind, rankOfThing(thing, words)))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, MAX_PER_KIND);
}

function rankOfThing(thing: Findable, words: string[]): number {
  const own = linesOf(thing);
  const byAccount = rankOf([...own, ...thing.ownerText.split("\n")], words) > 0 ? RANK_BY_ACCOUNT : 0;
  return rankOf(own, words) || byAccount;
}

function linesOf({ kind, searchText }: Findable): string[] {
  return kind === "document" ? [foldText(searchText)] : searchText.split("\n");
}

function settingsOf(
  scope: WorkspaceScope,
  { term, language, words }: { term: string; language: Language; words: string[] },
): Hit[] {
  return searchSettings(settingsIndex(scope.role), term)
    .slice(0, MAX_SETTINGS)
    .map(({ to, label, section }) => ({
      key: `setting:${to}`,
      group: "setting",
      // Found by another word of it, such as one in the other language: still an answer, after those by name.
      rank: Math.max(1, rankOf([foldText(label[language])], words)),
      title: label[language],
      detail: label[language] === section[language] ? null : section[language],
      to,
    }));
}
