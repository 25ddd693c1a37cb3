import type { Tx } from "@db/types";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { queueMail } from "~/platform/mailer.server";
import { CODE_MINUTES } from "./policy";

export type CodeMail = {
  workspaceId: string;
  brandName: string;
  to: string;
  code: string;
  language: Language;
};

/** Names the sender and nothing of the room; carries no link, so that a mail scanner has nothing to open. */
export async function queueCodeMail(tx: Tx, mail: CodeMail): Promise<void> {
  const t = i18nOf(mail.language).getFixedT(mail.language, "buyer");
  const texts = {
    subject: t("codeMail.subject", { brand: mail.brandName }),
    lead: t("codeMail.lead", { brand: mail.brandName }),
    validFor: t("codeMail.validFor", { minutes: CODE_MINUTES }),
    notYou: t("codeMail.notYou"),
  };
  await queueMail(tx, {
    workspaceId: mail.workspaceId,
    to: mail.to,
    subject: texts.subject,
    text: `${texts.lead}\n\n${mail.code}\n\n${texts.validFor}\n${texts.notYou}\n`,
    html: [
      `<html lang="${mail.language}"><body>`,
      `<p>${escapeHtml(texts.lead)}</p>`,
      `<h1>${mail.code}</h1>`,
      `<p>${escapeHtml(texts.validFor)}<br>${escapeHtml(texts.notYou)}</p>`,
      "</body></html>",
    ].join("\n"),
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
