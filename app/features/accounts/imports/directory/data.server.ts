import { db } from "@db/client";
import { accounts, dealStages } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { found } from "~/platform/errors";
import { LANGUAGES, type Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { foldText } from "~/platform/text";
import { DECISION_ROLES } from "../../contacts/utils";
import { DEAL_STAGES } from "../../deals/utils";
import type { Importer } from "../fields/schema";
import type { Vocabulary } from "../rows/schema";
import { fieldKey } from "../rows/utils";

const ACCOUNTS_AT_ONCE = 1_000;

/** As much of an account as is needed to know it again. */
export type KnownAccount = {
  id: string;
  ownerId: string;
  name: string;
  /** Folded, empty where there is none. */
  reading: string;
  domain: string | null;
  /** Named as one that was merged into this account. */
  isFormer?: true;
};

/** The living accounts of a workspace by folded name and by domain, kept up while rows are judged. */
export class AccountDirectory {
  readonly #byName = new Map<string, KnownAccount[]>();
  readonly #byDomain = new Map<string, KnownAccount>();
  readonly #byId = new Map<string, KnownAccount[]>();

  add(account: KnownAccount): void {
    const key = foldText(account.name);
    const { id, domain } = account;
    const namesakes = this.#byName.get(key) ?? [];
    if (!namesakes.some((one) => one.id === id)) this.#byName.set(key, [...namesakes, account]);
    if (domain && !this.#byDomain.has(domain)) this.#byDomain.set(domain, account);
    this.#byId.set(id, [...(this.#byId.get(id) ?? []), account]);
  }

  /** What an account is now: with another owner, merged into another one, or (null) closed to rows. */
  renew(id: string, now: Pick<KnownAccount, "id" | "ownerId"> | null): void {
    const entries = this.#byId.get(id) ?? [];
    if (now?.id === id) {
      for (const entry of entries) entry.ownerId = now.ownerId;
      return;
    }
    this.#byId.delete(id);
    for (const entry of entries) {
      const key = foldText(entry.name);
      const others = (this.#byName.get(key) ?? []).filter((one) => one !== entry);
      this.#byName.set(key, others);
      if (entry.domain && this.#byDomain.get(entry.domain) === entry) this.#byDomain.delete(entry.domain);
      if (now) this.add({ ...entry, ...now, isFormer: true });
    }
  }

  /** A row of the file said more about an account: later rows are compared with that. */
  learn(account: KnownAccount, more: { name: string; reading: string | null; domain: string | null }): void {
    if (more.reading) account.reading = foldText(more.reading);
    if (more.domain) {
      account.domain = more.domain;
      this.#byDomain.set(more.domain, account);
    }
    if (foldText(more.name) !== foldText(account.name)) this.add({ ...account, name: more.name });
  }

  named(name: string): readonly KnownAccount[] {
    const namesakes = this.#byName.get(foldText(name)) ?? [];
    const living = namesakes.filter((one) => !one.isFormer);
    return living.length > 0 ? living : namesakes;
  }

  at(domain: string): KnownAccount | undefined {
    return this.#byDomain.get(domain);
  }

  /** The same company: the same domain; or the same name where neither domain nor reading speaks against it. */
  same({
    name,
    reading,
    domain,
  }: Pick<KnownAccount, "name" | "reading" | "domain">): KnownAccount | undefined {
    const holder = domain ? this.at(domain) : undefined;
    if (holder) return holder;
    return this.named(name).find(
      (one) =>
        (!one.domain || !domain || one.domain === domain) &&
        (!one.reading || !reading || one.reading === reading),
    );
  }
}

type Source = Pick<Tx, "select">;

const columns = {
  id: accounts.id,
  ownerId: accounts.ownerId,
  name: accounts.name,
  reading: accounts.reading,
  domain: accounts.domain,
  archivedAt: accounts.archivedAt,
  mergedIntoId: accounts.mergedIntoId,
};

/** Read page by page, so that a workspace of any size stops nobody else meanwhile. */
export async function openDirectory(importer: Importer, source: Source = db): Promise<AccountDirectory> {
  const directory = new AccountDirectory();
  const owners = new Map<string, string>();
  const merged: [account: KnownAccount, keptId: string][] = [];
  for (let after = ""; ; ) {
    const page = await source
      .select(columns)
      .from(accounts)
      .where(
        and(
          eq(accounts.workspaceId, importer.workspaceId),
          or(isNull(accounts.archivedAt), isNotNull(accounts.mergedIntoId)),
          gt(accounts.id, after),
        ),
      )
      .orderBy(asc(accounts.id))
      .limit(ACCOUNTS_AT_ONCE);
    for (const { mergedIntoId, archivedAt: _, ...row } of page) {
      const account = { ...row, reading: foldText(row.reading ?? "") };
      if (mergedIntoId) merged.push([account, mergedIntoId]);
      else {
        directory.add(account);
        owners.set(row.id, row.ownerId);
      }
    }
    const last = page.at(-1);
    if (!last || page.length < ACCOUNTS_AT_ONCE) break;
    after = last.id;
    await new Promise(setImmediate);
  }
  for (const [account, id] of merged) {
    const ownerId = owners.get(id);
    if (ownerId) directory.add({ ...account, id, ownerId, isFormer: true });
  }
  return directory;
}

/** Holds these accounts until the transaction ends, and brings the directory up to date with them. */
export async function renewAccounts(
  tx: Source,
  importer: Importer,
  { directory, ids }: { directory: AccountDirectory; ids: readonly string[] },
): Promise<void> {
  const rows = await lockAccounts(tx, importer, ids);
  const keptIds = rows.flatMap(({ mergedIntoId }) => mergedIntoId ?? []);
  const kept = await lockAccounts(tx, importer, keptIds);
  const living = new Map([...rows, ...kept].filter((row) => !row.archivedAt).map((row) => [row.id, row]));
  const leadsTo = new Map(rows.map((row) => [row.id, row.mergedIntoId ?? row.id]));
  for (const id of new Set(ids)) {
    const now = living.get(leadsTo.get(id) ?? id);
    directory.renew(id, now ? { id: now.id, ownerId: now.ownerId } : null);
  }
}

async function lockAccounts(tx: Source, importer: Importer, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.workspaceId, importer.workspaceId), inArray(accounts.id, [...new Set(ids)])))
    .orderBy(asc(accounts.id))
    .for("update");
}

/** The keys of the stages that deals can be given, in the order of the sale. */
export async function readStages({ workspaceId }: Importer, source: Source = db): Promise<string[]> {
  const own = await selectStages(source, workspaceId);
  return own.length > 0 ? own.map(({ key }) => key) : [...DEAL_STAGES];
}

function selectStages(source: Source, workspaceId: string) {
  return source
    .select({ key: dealStages.key, name: dealStages.name })
    .from(dealStages)
    .where(and(eq(dealStages.workspaceId, workspaceId), isNull(dealStages.archivedAt)))
    .orderBy(asc(dealStages.position), asc(dealStages.key));
}

/** What stages, roles and members may be called in a file: their keys, and their names in both languages. */
export async function readVocabulary(importer: Importer): Promise<Vocabulary> {
  const { workspaceId } = importer;
  const [workspace, own, people] = await Promise.all([
    db.select({ currency: workspaces.currency }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    selectStages(db, workspaceId),
    db
      .select({ id: members.id, name: users.name, email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, workspaceId), isNull(members.deactivatedAt))),
  ]);
  return {
    currency: found(workspace[0]).currency,
    stages: stageWords(own),
    roles: wordsOf(DECISION_ROLES.map((role) => [role, inLanguages((t) => t(`roles.${role}`))])),
    owners: ownerWords(people),
  };
}

/** A workspace without stages of its own uses the built-in ones. */
function stageWords(own: readonly { key: string; name: string | null }[]): Map<string, string> {
  const builtIn = (stage: (typeof DEAL_STAGES)[number]) => inLanguages((t) => t(`stages.${stage}`));
  if (own.length === 0) return wordsOf(DEAL_STAGES.map((stage) => [stage, builtIn(stage)]));
  return wordsOf(
    own.map(({ key, name }) => {
      const stage = DEAL_STAGES.find((one) => one === key);
      return [key, name ? [name] : stage ? builtIn(stage) : []];
    }),
  );
}

function ownerWords(people: readonly { id: string; name: string; email: string }[]): Map<string, string> {
  const words = new Map<string, string>();
  const names = new Map<string, number>();
  for (const { name } of people) names.set(fieldKey(name), (names.get(fieldKey(name)) ?? 0) + 1);
  for (const { id, name, email } of people) {
    words.set(fieldKey(email), id);
    if (names.get(fieldKey(name)) === 1) words.set(fieldKey(name), id);
  }
  return words;
}

type AccountTexts = ReturnType<typeof textsIn>;

function textsIn(language: Language) {
  return i18nOf(language).getFixedT(language, "accounts");
}

function inLanguages(say: (t: AccountTexts) => string): string[] {
  return LANGUAGES.map((language) => say(textsIn(language)));
}

function wordsOf(
  meanings: readonly (readonly [key: string, words: readonly string[]])[],
): Map<string, string> {
  return new Map(meanings.flatMap(([key, words]) => [key, ...words].map((word) => [fieldKey(word), key])));
}
