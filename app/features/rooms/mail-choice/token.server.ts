import { keyedHash, sign, unsign } from "~/platform/crypto.server";
import { env } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { paths } from "~/platform/paths";
import type { MailChoice, MailKind, MailReader } from "./schema";

const KINDS = ["chat", "tasks"] as const satisfies readonly MailKind[];
const MAX_TOKEN_CHARS = 300;
const MEMBER = "member:";

/** One person as the choices of a room know them; no address can be read back from it. */
export function recipientOf(reader: MailReader): string {
  return reader.side === "member"
    ? `${MEMBER}${reader.memberId}`
    : `buyer:${keyedHash("recipient of mails", reader.email.trim().toLowerCase()).slice(0, 32)}`;
}

/** The member a recipient is; null for a buyer. */
export function memberIdOf(recipient: string): string | null {
  return recipient.startsWith(MEMBER) ? recipient.slice(MEMBER.length) : null;
}

/** It never ends: an old mail must still be able to stop the next one, and it can do nothing else. */
function signMailChoice({ kind, roomId, recipient }: MailChoice): string {
  return sign(purposeOf(kind), [kind, roomId, recipient].join("~"));
}

/** NOT_FOUND for what we didn't sign for this room. */
export function readMailChoice(roomId: string, token: string): MailChoice {
  const kind = KINDS.find((one) => token.startsWith(`${one}~`));
  const payload = kind && token.length <= MAX_TOKEN_CHARS ? unsign(purposeOf(kind), token) : null;
  const [, signedRoomId, recipient] = payload?.split("~") ?? [];
  if (!kind || !recipient || signedRoomId !== roomId) throw new AppError("NOT_FOUND");
  return { kind, roomId, recipient };
}

/** Where such mails are turned off: the page to look at, and the address for mail programs (RFC 8058). */
export function mailChoiceAddresses(choice: MailChoice): { page: string; oneClick: string } {
  const token = signMailChoice(choice);
  const { appUrl } = env();
  return {
    page: new URL(paths.mailChoice(choice.roomId, token), appUrl).href,
    oneClick: new URL(paths.mailChoiceOneClick(choice.roomId, token), appUrl).href,
  };
}

/** The same page for somebody who is here already. */
export function mailChoicePath(kind: MailKind, roomId: string, reader: MailReader): string {
  return paths.mailChoice(roomId, signMailChoice({ kind, roomId, recipient: recipientOf(reader) }));
}

function purposeOf(kind: MailKind): string {
  return `mails of a room: ${kind}`;
}
