import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { accentFor } from "~/ui/brand";
import { storage } from "./storage.server";

/** How a company shows itself in its mails. */
export type MailBrand = {
  name: string;
  senderName: string;
  color: string;
  /** The logo as PNG. */
  logo: Uint8Array | null;
};

const LOGO_CID = "logo";

export async function findMailBrand(workspaceId: string | null): Promise<MailBrand | null> {
  if (workspaceId === null) return null;
  const [row] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!row) return null;
  const { name, senderName, brandColor, logoKey } = row;
  return { name, senderName: senderName ?? name, color: brandColor, logo: await readLogo(logoKey) };
}

export type Attachment = { filename: string; cid: string; content: Buffer; contentDisposition: "inline" };

/**
 * The finished HTML of a mail in its company's frame. The logo travels inside the mail: a mail asks no server for a
 * picture, so that opening one tells us nothing.
 */
export function framed(html: string, brand: MailBrand): { html: string; attachments: Attachment[] } {
  const [, language = "", body = html] =
    /^<html lang="([a-z-]+)"><body>([\s\S]*)<\/body><\/html>$/.exec(html) ?? [];
  const { light, dark } = accentFor(brand.color);
  const name = escapeHtml(brand.name);
  const logo = brand.logo ? `<img src="cid:${LOGO_CID}" alt="" height="32" style="${LOGO_STYLE}">` : "";
  const attachments = brand.logo ? [attachmentOf(brand.logo)] : [];
  const framedHtml = [
    `<html${language ? ` lang="${language}"` : ""}><head><meta charset="utf-8">`,
    `<meta name="color-scheme" content="light dark"><style>`,
    `a{color:${light}}.brand{border-color:${light}}`,
    `@media (prefers-color-scheme:dark){a{color:${dark}}.brand{border-color:${dark}}}`,
    `</style></head><body style="${BODY_STYLE}">`,
    `<div class="brand" style="${BRAND_STYLE};border-color:${light}">${logo}${name}</div>`,
    body,
    "</body></html>",
  ].join("\n");
  return { html: framedHtml, attachments };
}

/** "Engawa <engawa@localhost>" with another name before the address. */
export function senderOf(
  mailFrom: string,
  brand: MailBrand | null,
): string | { name: string; address: string } {
  if (!brand) return mailFrom;
  return { name: brand.senderName, address: /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom };
}

const BODY_STYLE =
  "max-width:36rem;margin:0 auto;padding:1.5rem 1.25rem;line-height:1.6;font-family:-apple-system,'Segoe UI','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif";
const BRAND_STYLE = "border-left:4px solid;padding-left:12px;margin-bottom:1.5rem;font-weight:600";
const LOGO_STYLE = "height:32px;vertical-align:middle;margin-right:12px";

function attachmentOf(logo: Uint8Array): Attachment {
  return { filename: "logo.png", cid: LOGO_CID, content: Buffer.from(logo), contentDisposition: "inline" };
}

async function readLogo(key: string | null): Promise<Uint8Array | null> {
  if (!key || !(await storage().stat(key))) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of storage().get(key)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
