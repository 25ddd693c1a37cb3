import { z } from "zod";

export type MailKind = "chat" | "tasks";

/** Who gets a mail: a member, or a buyer by their address. */
export type MailReader = { side: "member"; memberId: string } | { side: "viewer"; email: string };

/** What a token in a mail stands for: mails of one kind from one room to one person, and nothing else. */
export type MailChoice = { kind: MailKind; roomId: string; recipient: string };

export const mailChoiceSchema = z.strictObject({ to: z.enum(["off", "on"]) });
