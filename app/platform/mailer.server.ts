import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import nodemailer, { type Transporter } from "nodemailer";
import { z } from "zod";
import { now } from "./clock.server";
import { env } from "./env.server";
import { newId } from "./ids";
import { defineJob, enqueue } from "./jobs.server";
import { findMailBrand, framed, senderOf } from "./mail-brand.server";
import { storage } from "./storage.server";

export type Mail = {
  workspaceId: string | null;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Carries a key that only its reader may use: the text is forgotten once it is sent. */
  isPrivate?: boolean;
  /** Turns such mails off when asked by POST (RFC 8058), and leads a person there by GET. */
  unsubscribeUrl?: string;
  /** A file of the store, and the name it goes under. */
  attachment?: { key: string; name: string };
};

/** Writes the mail and its sending in the caller's transaction. Without SMTP it is kept for the admin screen. */
export async function queueMail(tx: Tx, { attachment, ...mail }: Mail): Promise<string> {
  const id = newId();
  const file = { attachmentKey: attachment?.key ?? null, attachmentName: attachment?.name ?? null };
  const subject = oneLine(mail.subject);
  const state = env().smtpUrl ? "queued" : "kept";
  await tx
    .insert(mails)
    .values({ ...mail, ...file, id, subject, to: oneLine(mail.to), state, createdAt: now() });
  if (state === "queued") await enqueue(tx, sendMail, { mailId: id }, { key: `mail:${id}` });
  return id;
}

export const sendMail = defineJob({
  kind: "mail.send",
  schema: z.object({ mailId: z.string() }).strict(),
  async run({ mailId }) {
    const [mail] = await db
      .select()
      .from(mails)
      .where(and(eq(mails.id, mailId), eq(mails.state, "queued")));
    if (!mail) return;
    const brand = await findMailBrand(mail.workspaceId);
    const content = brand ? framed(mail.html, brand) : { html: mail.html, attachments: [] };
    await transport().sendMail({
      from: senderOf(env().mailFrom, brand),
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: content.html,
      attachments: [...content.attachments, ...(await attachmentsOf(mail))],
      headers: mail.unsubscribeUrl
        ? {
            "List-Unsubscribe": `<${mail.unsubscribeUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }
        : {},
      // The same id on every try, so that a receiver can drop the second of two.
      messageId: `<${mail.id}@${env().appUrl.hostname}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const forgotten = mail.isPrivate ? { text: "", html: "" } : {};
    await db
      .update(mails)
      .set({ state: "sent", sentAt: now(), unsubscribeUrl: null, ...forgotten })
      .where(eq(mails.id, mailId));
  },
});

/** A file that was deleted with its room since is left out. */
async function attachmentsOf(mail: typeof mails.$inferSelect) {
  const { attachmentKey: key, attachmentName: filename } = mail;
  if (!key || !filename || !(await storage().stat(key))) return [];
  const chunks: Uint8Array[] = [];
  for await (const chunk of storage().get(key)) chunks.push(chunk);
  return [{ filename, content: Buffer.concat(chunks) }];
}

let opened: { url: string; transport: Transporter } | null = null;

function transport(): Transporter {
  const url = env().smtpUrl;
  if (!url) throw new Error("SMTP_URL is not set");
  if (opened?.url !== url) {
    opened = {
      url,
      transport: nodemailer.createTransport({
        url,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 60_000,
      }),
    };
  }
  return opened.transport;
}

/** No line breaks, so that no header can be smuggled in. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029\0]+/g, " ").trim();
}
