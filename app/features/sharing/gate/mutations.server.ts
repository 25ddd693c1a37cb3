import { randomInt } from "node:crypto";
import { db } from "@db/client";
import { gateCodes, shareLinks } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { equalText, keyedHash, newSecret } from "~/platform/crypto.server";
import { AppError, found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { isAddressAllowed, linkStateOf } from "../policy";
import type { Consent, GateScope } from "../schema";
import { admit } from "../viewers/mutations.server";
import type { Visitor } from "../visitor-cookie.server";
import { queueCodeMail } from "./gate-code-mail.server";
import {
  CLAIM_BUDGET,
  CODE_BUDGETS,
  CODE_MINUTES,
  isCodeAlive,
  MAX_WRONG_TRIES,
  TRY_BUDGETS,
} from "./policy";

/** What the gate knows of the browser that stands before it. */
export type Caller = { address: string; language: Language; consent: Consent };

export type Answer = { email: string; caller: Caller };

/** Lets in who typed an allowed address, as claimed. Null when the address may not pass. */
export async function passWithEmail(gate: GateScope, { email, caller }: Answer): Promise<Visitor | null> {
  await limit("gate-claim", caller.address, CLAIM_BUDGET);
  return db.transaction(async (tx) => {
    const link = await findLivingLink(tx, gate);
    if (link.gate !== "email") throw new AppError("CONFLICT");
    if (!isAddressAllowed(link, email)) return null;
    return admit(tx, { gate, link, identity: "claimed", email, caller });
  });
}

/**
 * Makes the one living code of this link and address and mails it. An address that isn't allowed goes the same way to
 * the same answer, with a code nobody can know and no mail. Throws RATE_LIMITED.
 */
export async function requestCode(gate: GateScope, { email, caller }: Answer): Promise<void> {
  await limit("gate-code-address", caller.address, CODE_BUDGETS.address);
  await limit("gate-code-recipient", email, CODE_BUDGETS.recipient);
  await limit("gate-code-link", gate.linkId, CODE_BUDGETS.link);
  await limit("gate-code-everyone", "all", CODE_BUDGETS.everyone);
  await db.transaction(async (tx) => {
    const link = await findLivingLink(tx, gate);
    if (link.gate !== "code") throw new AppError("CONFLICT");
    const isAllowed = isAddressAllowed(link, email);
    const code = String(randomInt(0, 1_000_000)).padStart(6, "0");
    await tx.delete(gateCodes).where(and(eq(gateCodes.linkId, link.id), eq(gateCodes.email, email)));
    await tx.insert(gateCodes).values({
      id: newId(),
      linkId: link.id,
      email,
      codeHash: codeHashOf(link.id, email, isAllowed ? code : newSecret()),
      expiresAt: new Date(now().getTime() + CODE_MINUTES * 60_000),
      createdAt: now(),
    });
    if (!isAllowed) return;
    const { workspaceId, brandName } = gate;
    await queueCodeMail(tx, { workspaceId, brandName, to: email, code, language: caller.language });
  });
}

export type CodeOutcome = { result: "passed"; visitor: Visitor } | { result: "wrong" | "dead" };

/**
 * Lets in who knows the code, as verified. `dead`: too many wrong tries, too old, used or never asked for; only a new
 * code helps then. A code lets in once, also when two requests bring it at the same moment.
 */
export async function passWithCode(gate: GateScope, answer: Answer & { code: string }): Promise<CodeOutcome> {
  const { email, code, caller } = answer;
  await limit("gate-try-address", caller.address, TRY_BUDGETS.address);
  await limit("gate-try-recipient", `${gate.linkId} ${email}`, TRY_BUDGETS.recipient);
  return db.transaction(async (tx): Promise<CodeOutcome> => {
    const link = await findLivingLink(tx, gate);
    const [stored] = await tx
      .select()
      .from(gateCodes)
      .where(and(eq(gateCodes.linkId, link.id), eq(gateCodes.email, email)))
      .orderBy(desc(gateCodes.createdAt))
      .limit(1)
      .for("update");
    if (!stored || link.gate !== "code" || !isCodeAlive(stored, now())) return { result: "dead" };
    if (!equalText(stored.codeHash, codeHashOf(link.id, email, code))) {
      const wrongTries = stored.wrongTries + 1;
      await tx.update(gateCodes).set({ wrongTries }).where(eq(gateCodes.id, stored.id));
      return { result: wrongTries >= MAX_WRONG_TRIES ? "dead" : "wrong" };
    }
    if (!(await takeOnce(tx, stored.id))) return { result: "dead" };
    return {
      result: "passed",
      visitor: await admit(tx, { gate, link, identity: "verified", email, caller }),
    };
  });
}

async function takeOnce(tx: Tx, codeId: string): Promise<boolean> {
  const used = await tx
    .update(gateCodes)
    .set({ usedAt: now() })
    .where(and(eq(gateCodes.id, codeId), isNull(gateCodes.usedAt), lt(gateCodes.wrongTries, MAX_WRONG_TRIES)))
    .returning({ id: gateCodes.id });
  return used.length === 1;
}

/** Read again inside the transaction: a link revoked a moment ago lets nobody in. */
async function findLivingLink(tx: Tx, gate: GateScope) {
  const [link] = await tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.id, gate.linkId), eq(shareLinks.workspaceId, gate.workspaceId)))
    .for("update");
  if (linkStateOf(found(link), now()) !== "active") throw new AppError("GONE");
  return found(link);
}

function codeHashOf(linkId: string, email: string, code: string): string {
  return keyedHash("gate-code", `${linkId} ${email} ${code}`);
}
