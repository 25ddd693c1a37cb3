import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { formatDate, formatDay, formatMoney } from "~/platform/i18n/format";
import type { RoomActor } from "../../schema";
import { VARIABLE_NAMES, type VariableName, type VariableValues } from "./utils";

/**
 * What a text's variables say to this reader, in the room's language. Of a reader who left no address, and of members,
 * no contact is known: those variables are null, and the text shows their fallback.
 */
export async function findVariables(
  actor: RoomActor,
  reads: Pick<Tx, "select"> = db,
): Promise<VariableValues> {
  const [place, contact] = await Promise.all([findPlace(actor, reads), findContact(actor, reads)]);
  const { language, timeZone, amountMinor, currency, closeDate } = place;
  const values: Record<VariableName, string | null> = {
    "account.name": place.accountName,
    "contact.name": contact?.name ?? null,
    "contact.firstName": contact?.name ? firstNameOf(contact.name) : null,
    "contact.company": contact?.company ?? null,
    "deal.name": place.dealName,
    "deal.amount": amountMinor === null ? null : formatMoney(amountMinor, currency, language),
    "deal.closeDate": closeDate && formatDay(closeDate, language),
    "owner.name": place.ownerName,
    "owner.title": place.ownerTitle,
    "owner.email": place.ownerEmail,
    "workspace.name": place.workspaceName,
    today: formatDate(now(), { language, timeZone }),
  };
  return (name) => values[name] || null;
}

/** The known values by name, as an acceptance keeps them. */
export function knownValues(values: VariableValues): Record<string, string> {
  return Object.fromEntries(
    VARIABLE_NAMES.flatMap((name) => {
      const value = values(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

/**
 * How a person is addressed: the family name where it comes first, as in Japanese ("佐藤 恵美" gives 佐藤, and the author
 * writes 様 after it), otherwise the given name.
 */
export function firstNameOf(name: string): string {
  const [family = "", given] = name.split(/[,，]/);
  const [first = ""] = (given ?? family).trim().split(/[\s・]+/u);
  return first || name;
}

async function findPlace({ workspaceId, roomId }: RoomActor, reads: Pick<Tx, "select">) {
  const [row] = await reads
    .select({
      language: rooms.language,
      timeZone: workspaces.timeZone,
      workspaceName: workspaces.name,
      accountName: accounts.name,
      dealName: deals.name,
      amountMinor: deals.amountMinor,
      currency: deals.currency,
      closeDate: deals.closeDate,
      ownerName: users.name,
      ownerTitle: users.title,
      ownerEmail: users.email,
    })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, rooms.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, workspaceId)));
  return found(row);
}

async function findContact(
  actor: RoomActor,
  reads: Pick<Tx, "select">,
): Promise<{ name: string | null; company: string } | null> {
  if (actor.kind === "member" || actor.contactId === null) return null;
  const [row] = await reads
    .select({ name: contacts.name, company: accounts.name })
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .where(and(eq(contacts.id, actor.contactId), eq(contacts.workspaceId, actor.workspaceId)));
  return row ?? null;
}
