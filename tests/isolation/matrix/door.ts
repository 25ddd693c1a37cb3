import { newId } from "~/platform/ids";
import type { Tenant } from "../world";

/**
 * Who may use a door. `public` doors need no proof, or carry it in the address; `elsewhere` names the test file that
 * proves a door which this matrix can't ask.
 */
export type Access = "public" | "member" | "manager" | "admin" | "buyer";

export interface Door {
  access: Access;
  /** What the rightful person gets from GET; 200 unless told. Null: the door has no GET. */
  opens?: number | null;
  /** More address than the pattern gives, or another param than its name says. */
  address?: (tenant: Tenant) => string;
  /** Headers of the GET. */
  headers?: Record<string, string>;
  /**
   * Valid changes in the tenant's own terms, by method and, where there are several, a word: `POST revoke`. Every
   * method that changes something behind a proof must have one.
   */
  changes?: Record<string, (tenant: Tenant) => Change>;
  /** Members look, admins change. */
  changedBy?: "admin";
  /** The changes concern only whoever asks, so that every member may make them. */
  isOwnAffair?: boolean;
  elsewhere?: string;
}

export interface Change {
  /** Instead of the door's. */
  address?: string;
  /** Sent as a form. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

/** The price table of the one proposal that every room of the world has. */
export const PRICING_BLOCK = "pricing00000";

/** The headers our own viewer sends when it reads a file. */
export const FROM_OUR_VIEWER = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" };

/** A form with a small text file. */
export const textFile = (address: string): Change => ({
  address,
  headers: { "content-type": "multipart/form-data; boundary=edge" },
  body: '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nStolen\r\n--edge--\r\n',
});

/** The forms of a chat, about the one message that every room of the world has. */
export const CHAT_FORMS: Door["changes"] = {
  "POST send": () => ({ form: { intent: "send", clientId: newId(), body: "Stolen" } }),
  "POST about": ({ params: { pageId } }) => ({
    form: { intent: "send", clientId: newId(), body: "Stolen", aboutPageId: pageId },
  }),
  "POST edit": ({ params: { messageId } }) => ({ form: { intent: "edit", messageId, body: "Stolen" } }),
  "POST delete": ({ params: { messageId } }) => ({ form: { intent: "delete", messageId } }),
  "POST hide_preview": ({ params: { messageId } }) => ({ form: { intent: "hide_preview", messageId } }),
  "POST show_preview": ({ params: { messageId } }) => ({ form: { intent: "show_preview", messageId } }),
  "POST react": ({ params: { messageId } }) => ({ form: { intent: "react", messageId, emoji: "👍" } }),
  "POST read": () => ({ form: { intent: "read", seq: "1" } }),
};

/** The forms of a list about one row of it. */
export const listForms = (row: (tenant: Tenant) => string, field = "name"): Door["changes"] => ({
  "POST cell": (tenant) => ({
    form: { intent: "cell", id: row(tenant), field, value: "Stolen", seen: "", query: "" },
  }),
  "POST archive": (tenant) => ({ form: { intent: "bulk", action: "archive", "rows[]": row(tenant) } }),
  "POST owner": (tenant) => ({
    form: { intent: "bulk", action: "owner", "rows[]": row(tenant), ownerId: tenant.params.memberId },
  }),
  "POST undo": (tenant) => ({ form: { intent: "undo", bulkId: tenant.params.viewId } }),
});
