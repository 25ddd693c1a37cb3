import { db } from "@db/client";
import { accounts, dealStages } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
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
};

/** The living accounts of a workspace by folded name and by domain, kept up while rows are judged. */
export class AccountDirectory {
  readonly #byName = new Map<string, KnownAccount[]>();
  readonly #byDomain = new Map<string, KnownAccount>();

  add(account: KnownAccount): void {
    const key = foldText(account.name);
    this.#byName.set(key, [...(this.#byName.get(key) ?? []), account]);
    if (account.domain && !this.#byDomain.has(account.domain)) this.#byDomain.set(account.domain, account);
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
    return this.#byName.get(foldText(name)) ?? [];
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

/** Read page by page, so that a workspace of any size stops nobody else meanwhile. */
export async function openDirectory(importer: Importer, source: Source = db): Promise<AccountDirectory> {
  const directory = new AccountDirectory();
  for (let after = ""; ; ) {
    const page = await source
      .select({
        id: accounts.id,
        ownerId: accounts.ownerId,
        name: accounts.name,
        reading: accounts.reading,
        domain: accounts.domain,
      })
      .from(accounts)
      .where(
        and(
          eq(accounts.workspaceId, importer.workspaceId),
          isNull(accounts.archivedAt),
          gt(accounts.id, after),
        ),
      )
      .orderBy(asc(accounts.id))
      .limit(ACCOUNTS_AT_ONCE);
    for (const row of page) directory.add({ ...row, reading: foldText(row.reading ?? "") });
    const last = page.at(-1);
    if (!last || page.length < ACCOUNTS_AT_ONCE) return directory;
    after = last.id;
    await new Promise(setImmediate);
  }
}

/** What stages, roles and members may be called in a file: their keys, and their names in both languages. */
export async function readVocabulary(importer: Importer): Promise<Vocabulary> {
  const { workspaceId } = importer;
  const [workspace, own, people] = await Promise.all([
    db.select({ currency: workspaces.currency }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    db
      .select({ key: dealStages.key, name: dealStages.name })
      .from(dealStages)
      .where(and(eq(dealStages.workspaceId, workspaceId), isNull(dealStages.archivedAt)))
      .orderBy(asc(dealStages.position), asc(dealStages.key)),
    db
      .select({ id: members.id, name: users.name, email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, workspaceId), isNull(members.deactivatedAt))),
  ]);
  return {
    currency: found(workspace[0]).currency,
    firstStage: own[0]?.key ?? DEAL_STAGES[0],
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
