import { newId } from "~/platform/ids";
import type { Tenant } from "./world";

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

const FROM_OUR_VIEWER = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" };
const JSON_BODY = { "content-type": "application/json" };
const TUS = { "tus-resumable": "1.0.0" };
const CHUNK = { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
const DEAL = { name: "Stolen", stage: "qualify", amount: "1", currency: "JPY", closeDate: "" };
const MULTIPART = { "content-type": "multipart/form-data; boundary=cut" };
const CONTACT = { email: "stolen@hinoki.example", name: "Stolen" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

const SEEN = JSON.stringify({});

/** Managers look at the workspace's settings, admins change them; a form changes the workspace of whoever sends it. */
function settings(changes: Record<string, Record<string, string>>): Door {
  const wishes = Object.entries(changes).map(([name, form]) => [name, () => ({ form })] as const);
  return { access: "manager", changedBy: "admin", isOwnAffair: true, changes: Object.fromEntries(wishes) };
}

/** The forms of a list about one row of it. */
const listForms = (row: (tenant: Tenant) => string, field = "name"): Door["changes"] => ({
  "POST cell": (tenant) => ({
    form: { intent: "cell", id: row(tenant), field, value: "Stolen", seen: "", query: "" },
  }),
  "POST archive": (tenant) => ({ form: { intent: "bulk", action: "archive", "rows[]": row(tenant) } }),
  "POST owner": (tenant) => ({
    form: { intent: "bulk", action: "owner", "rows[]": row(tenant), ownerId: tenant.params.memberId },
  }),
  "POST undo": (tenant) => ({ form: { intent: "undo", bulkId: tenant.params.viewId } }),
});

/** One row for each pattern of app/routes.ts and of the doors in server/. A pattern without a row fails the test. */
export const DOORS: Record<string, Door> = {
  "/b": { access: "public", opens: null, elsewhere: "tests/isolation/beacon-door.test.ts" },
  "/healthz": { access: "public" },
  "/readyz": { access: "public" },
  "/metrics": { access: "public", opens: 404 },
  "/robots.txt": { access: "public" },
  "/.well-known/security.txt": { access: "public" },
  "/pdfjs/:kind{cmaps|standard_fonts|wasm|iccs}/:file": {
    access: "public",
    address: () => "/pdfjs/cmaps/H.bcmap",
  },
  "/assets/*": { access: "public", opens: 404, address: () => "/assets/none.js" },
  "/:file{[a-z0-9-]+\\.(svg|png|ico|webmanifest)}": {
    access: "public",
    opens: 404,
    address: () => "/none.svg",
  },

  "/setup": { access: "public", opens: 404 },
  "/sign-in": { access: "public" },
  "/sign-out": { access: "public", opens: 302 },
  "/language": { access: "public", opens: null },
  "/theme": { access: "public", opens: null },
  "/forgot-password": { access: "public" },
  "/reset/:token": { access: "public", opens: 410 },
  "/email/:token": { access: "public", opens: 410 },
  "/invite/:token": { access: "public", opens: 404 },
  "/no-workspace": { access: "public", opens: 302 },
  "/switch-workspace": {
    access: "member",
    opens: null,
    changes: { POST: ({ params: { memberId } }) => ({ form: { memberId } }) },
  },
  "/*": { access: "public", opens: 404, address: () => "/no/such/page" },

  "/": { access: "member" },
  "/search": { access: "member" },
  "/recents": {
    access: "member",
    opens: null,
    changes: { POST: ({ params: { roomId } }) => ({ form: { kind: "room", id: roomId } }) },
  },
  "/favourites": {
    access: "member",
    opens: null,
    changes: {
      "POST add": ({ params: { contactId } }) => ({
        form: { intent: "add", kind: "contact", id: contactId },
      }),
    },
  },
  "/undo": {
    access: "member",
    opens: null,
    changes: {
      "POST room": ({ params: { roomId } }) => ({ form: { kind: "room", id: roomId } }),
      "POST contact": ({ params: { contactId, accountId } }) => ({
        form: { kind: "contact", id: contactId, accountId },
      }),
    },
  },
  "/rooms": { access: "member", changes: listForms(({ params }) => params.roomId) },
  "/rooms.csv": { access: "member" },
  "/rooms/new": {
    access: "member",
    changes: {
      POST: ({ params: { dealId } }) => ({
        form: { from: "deal", dealId, name: "Stolen", language: "en", requestKey: newId() },
      }),
    },
  },
  "/rooms/:roomId": {
    access: "member",
    changes: {
      "POST addDocument": ({ params: { documentId } }) => ({
        form: { intent: "addDocument", documentId, requestKey: newId() },
      }),
      "POST addProposal": () => ({ form: { intent: "addProposal", title: "Stolen", requestKey: newId() } }),
      "POST rename": ({ mark, params: { pageId } }) => ({
        form: { intent: "rename", pageId, title: "Stolen", seenTitle: `Page ${mark}` },
      }),
      "POST move": ({ params: { pageId } }) => ({ form: { intent: "move", pageId, before: "" } }),
      "POST replace": ({ params: { pageId, documentId } }) => ({
        form: { intent: "replace", pageId, documentId },
      }),
      "POST archive": ({ params: { pageId } }) => ({ form: { intent: "archive", pageId } }),
    },
  },
  "/rooms/:roomId/edit": {
    access: "member",
    changes: {
      POST: ({ params: { memberId } }) => ({
        form: { name: "Stolen", language: "en", consentMode: "notice", ownerId: memberId, version: "1" },
      }),
      "POST archive": () => ({ form: { intent: "archive" } }),
    },
  },
  "/rooms/:roomId/pages/:pageId": { access: "member" },
  "/rooms/:roomId/pages/:pageId/proposal": {
    access: "member",
    opens: null,
    changes: {
      POST: ({ params }) => ({
        address: `/rooms/${params.roomId}/pages/${params.proposalId}/proposal`,
        headers: JSON_BODY,
        body: JSON.stringify({ version: 1, body: { type: "doc", content: [{ type: "paragraph" }] } }),
      }),
    },
  },
  "/rooms/:roomId/images": {
    access: "member",
    opens: null,
    changes: { POST: () => ({ body: "not a picture" }) },
  },
  "/rooms/:roomId/links": {
    access: "member",
    changes: {
      "POST create": () => ({ form: { intent: "create", label: "Stolen", gate: "open", expiresOn: "" } }),
      "POST update": ({ params: { linkId } }) => ({
        form: { intent: "update", linkId, label: "Stolen", gate: "open", expiresOn: "" },
      }),
      "POST revoke": ({ params: { linkId } }) => ({ form: { intent: "revoke", linkId } }),
      "POST rotate": ({ params: { linkId } }) => ({ form: { intent: "rotate", linkId } }),
    },
  },
  "/rooms/:roomId/report": {
    access: "member",
    changes: { POST: ({ params: { hitId } }) => ({ form: { intent: "reclass", hitId, to: "person" } }) },
  },
  "/rooms/:roomId/report.csv": { access: "member" },
  "/rooms/:roomId/preview": {
    access: "member",
    opens: null,
    changes: { POST: () => ({ form: { intent: "open" } }) },
  },
  "/accounts": { access: "member", changes: listForms(({ params }) => params.accountId) },
  "/accounts.csv": { access: "member" },
  "/accounts/new": {
    access: "member",
    changes: { POST: ({ params }) => ({ form: { name: "Stolen", requestKey: params.accountId } }) },
  },
  "/accounts/:accountId": { access: "member", changes: { POST: () => ({ form: { intent: "restore" } }) } },
  "/accounts/:accountId/edit": {
    access: "member",
    changes: {
      POST: ({ params }) => ({ form: { name: "Stolen", ownerId: params.memberId, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive", acceptsHanging: "on" } }),
    },
  },
  "/accounts/:accountId/report": { access: "member" },
  "/accounts/:accountId/report.csv": { access: "member" },
  "/accounts/:accountId/contacts/new": {
    access: "member",
    changes: { POST: () => ({ form: { ...CONTACT, requestKey: newId() } }) },
  },
  "/accounts/:accountId/contacts/:contactId": {
    access: "member",
    changes: {
      POST: () => ({ form: { ...CONTACT, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive" } }),
    },
  },
  "/accounts/:accountId/deals/new": {
    access: "member",
    changes: { POST: () => ({ form: { ...DEAL, requestKey: newId() } }) },
  },
  "/accounts/:accountId/merge": {
    access: "member",
    changes: {
      "POST merge": ({ params: { accountId } }) => ({
        form: {
          intent: "merge",
          otherId: accountId,
          keep: "this",
          version: "1",
          otherVersion: "1",
          name: "this",
        },
      }),
      "POST undo": ({ params: { accountId } }) => ({ form: { intent: "undo", mergeId: accountId } }),
    },
  },
  "/accounts/:accountId/contacts/:contactId/merge": {
    access: "member",
    changes: {
      "POST merge": ({ params: { contactId } }) => ({
        form: {
          intent: "merge",
          otherId: contactId,
          keep: "this",
          version: "1",
          otherVersion: "1",
          email: "this",
        },
      }),
      "POST undo": ({ params: { contactId } }) => ({ form: { intent: "undo", mergeId: contactId } }),
    },
  },
  "/accounts/:accountId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Account ${mark}` } }) },
  },
  "/accounts/:accountId/contacts/:contactId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Contact ${mark}` } }) },
  },
  "/deals/:dealId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Deal ${mark}` } }) },
  },
  "/rooms/:roomId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Room ${mark}` } }) },
  },
  "/deals/board": {
    access: "member",
    changes: {
      "POST move": ({ params: { dealId } }) => ({
        form: { intent: "move", dealId, stage: "close", version: "1" },
      }),
      "POST close": ({ params: { dealId } }) => ({
        form: {
          intent: "close",
          dealId,
          outcome: "won",
          outcomeReason: "",
          outcomeNote: "",
          version: "1",
          fromOutcome: "open",
          fromStage: "qualify",
        },
      }),
    },
  },
  "/deals": { access: "member", changes: listForms(({ params }) => params.dealId) },
  "/deals.csv": { access: "member" },
  "/contacts": { access: "member", changes: listForms(({ params }) => params.contactId) },
  "/contacts.csv": { access: "member" },
  "/views": {
    access: "member",
    changes: {
      "POST rename": ({ params: { viewId } }) => ({ form: { intent: "rename", viewId, name: "Stolen" } }),
      "POST update": ({ params: { viewId } }) => ({ form: { intent: "update", viewId, query: "q=x" } }),
      "POST delete": ({ params: { viewId } }) => ({ form: { intent: "delete", viewId } }),
    },
  },
  "/deals/:dealId": {
    access: "member",
    changes: {
      "POST close": () => ({ form: { intent: "close", outcome: "won", outcomeReason: "", version: "1" } }),
      "POST reopen": () => ({ form: { intent: "reopen" } }),
    },
  },
  "/deals/:dealId/edit": {
    access: "member",
    changes: {
      POST: ({ params }) => ({ form: { ...DEAL, ownerId: params.memberId, version: "1" } }),
      "POST archive": () => ({ form: { intent: "archive", acceptsHanging: "on" } }),
    },
  },
  "/imports": { access: "member" },
  "/imports/new": {
    access: "member",
    address: () => "/imports/new?kind=accounts",
    changes: { POST: () => ({ headers: MULTIPART, body: "--cut\r\n\r\n--cut--\r\n" }) },
    isOwnAffair: true,
  },
  "/imports/:importId": {
    access: "member",
    changes: {
      "POST format": () => ({ form: { intent: "format", encoding: "utf-8", delimiter: "tab" } }),
      "POST map": () => ({ form: { intent: "map", onDuplicate: "create", name: "0" } }),
      "POST start": () => ({ form: { intent: "start", onDuplicate: "create", name: "0" } }),
      "POST pause": () => ({ form: { intent: "pause" } }),
      "POST resume": () => ({ form: { intent: "resume" } }),
      "POST cancel": () => ({ form: { intent: "cancel" } }),
    },
  },
  "/imports/:importId/errors.csv": { access: "member" },
  "/library": {
    access: "member",
    changes: {
      "POST rename": ({ params: { documentId } }) => ({
        form: { intent: "rename", documentId, title: "Stolen" },
      }),
      "POST archive": ({ params: { documentId } }) => ({ form: { intent: "archive", documentId } }),
    },
  },
  "/library/:documentId": { access: "member" },
  "/definitions": { access: "member" },
  "/settings": {
    access: "member",
    isOwnAffair: true,
    changes: { POST: () => ({ form: { intent: "profile", name: "Stolen", language: "ja" } }) },
  },
  "/settings/security": {
    access: "member",
    isOwnAffair: true,
    changes: {
      "POST password": () => ({
        form: { intent: "password", currentPassword: "guessed", newPassword: "a stolen house" },
      }),
      "POST email": () => ({
        form: { intent: "email", email: "stolen@kumano.example", currentPassword: "guessed" },
      }),
      "POST end-session": () => ({ form: { intent: "end-session", sessionId: "0".repeat(64) } }),
      "POST sign-out-everywhere": () => ({ form: { intent: "sign-out-everywhere" } }),
    },
  },
  "/settings/members": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST invite": ({ params: { teamId } }) => ({
        form: {
          intent: "invite",
          requestKey: newId(),
          email: "stolen@kumano.example",
          role: "admin",
          teamId,
          language: "en",
        },
      }),
      "POST resend": ({ params: { inviteId } }) => ({ form: { intent: "resend", inviteId } }),
      "POST withdraw": ({ params: { inviteId } }) => ({ form: { intent: "withdraw", inviteId } }),
    },
  },
  "/settings/members/:memberId": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST save": ({ params: { teamId } }) => ({
        form: { intent: "save", role: "admin", teamId, seenRole: "rep", seenTeamId: "" },
      }),
      "POST deactivate": ({ params: { adminId } }) => ({ form: { intent: "deactivate", heirId: adminId } }),
      "POST reactivate": () => ({ form: { intent: "reactivate" } }),
    },
  },
  "/settings/teams": {
    access: "member",
    changedBy: "admin",
    changes: { POST: ({ params: { teamId } }) => ({ form: { name: "Stolen", requestKey: teamId } }) },
  },
  "/settings/teams/:teamId": {
    access: "member",
    changedBy: "admin",
    changes: {
      "POST save": ({ params: { memberId } }) => ({
        form: { intent: "save", name: "Stolen", leaderId: memberId, "memberIds[]": memberId },
      }),
      "POST delete": () => ({ form: { intent: "delete" } }),
    },
  },
  "/settings/workspace": settings({
    POST: {
      seen: SEEN,
      name: "Stolen",
      language: "en",
      timeZone: "UTC",
      currency: "USD",
      "currencies[]": "EUR",
      fiscalYearStart: "1",
    },
  }),
  "/settings/branding": settings({
    POST: { seen: SEEN, brandColor: "#123456", senderName: "Stolen" },
    "POST remove": { intent: "remove-logo" },
  }),
  "/settings/hours": settings({
    POST: {
      seen: SEEN,
      "workDays[]": "1",
      workStart: "01:00",
      workEnd: "02:00",
      holidayCountry: "JP",
      ownHolidays: "2026-12-29 Stolen",
    },
  }),
  "/settings/deals": settings({
    "POST add": { intent: "add", list: "stage", name: "Stolen", requestKey: newId() },
    "POST rename": { intent: "rename", list: "stage", key: "qualify", name: "Stolen", seenName: "" },
    "POST move": { intent: "move", list: "stage", key: "qualify", before: "" },
    "POST archive": { intent: "archive", list: "won", key: "won_price", moveTo: "" },
    "POST restore": { intent: "restore", list: "lost", key: "lost_fit" },
  }),
  "/settings/tracking": settings({
    POST: { seen: SEEN, ownDomains: "stolen.example", ownNetworks: "203.0.113.0/24", alertHoldSeconds: "60" },
  }),
  "/settings/domain": settings({ POST: { seen: SEEN, customDomain: "stolen.example" } }),
  "/logo": { access: "member" },
  "/room/:roomId/logo": { access: "buyer" },
  "/admin/mails": { access: "admin" },
  "/admin/mails/:mailId": { access: "admin" },
  "/design": { access: "member" },
  "/admin/jobs": { access: "admin", changes: { POST: () => ({ form: { jobId: "guess" } }) } },
  "/events": { access: "member", address: ({ params }) => `/events?topic=room:${params.roomId}` },

  "/files/:versionId": { access: "member", headers: FROM_OUR_VIEWER },
  "/files/:versionId/preview": { access: "member" },
  "/files/:versionId/thumb": { access: "member" },
  "/images/:imageId": { access: "member" },
  "/members/:memberId/photo": { access: "member" },
  "/uploads/*": {
    access: "member",
    opens: null,
    address: ({ params }) => `/uploads/${params.uploadId}`,
    changes: {
      POST: ({ params: { roomId } }) => ({
        address: "/uploads/",
        headers: {
          ...TUS,
          "upload-length": "9",
          "upload-metadata": `filename ${base64("a.pdf")},roomId ${base64(roomId)}`,
        },
      }),
      PATCH: () => ({ headers: CHUNK, body: "%PDF-1.7\n" }),
      DELETE: () => ({ headers: TUS }),
    },
  },

  "/r/:token": { access: "public", opens: 303 },
  "/room/:roomId": { access: "buyer", opens: 303 },
  "/room/:roomId/gate": {
    access: "buyer",
    opens: 303,
    changes: {
      "POST email": () => ({ form: { intent: "email", email: "ren@hinoki.example" } }),
      "POST code": () => ({ form: { intent: "code", code: "123456" } }),
    },
  },
  "/room/:roomId/consent": {
    access: "buyer",
    opens: null,
    changes: { POST: () => ({ form: { choice: "declined" } }) },
  },
  "/room/:roomId/p/:pageId": { access: "buyer" },
  "/room/:roomId/files/:versionId": { access: "buyer", headers: FROM_OUR_VIEWER },
  "/room/:roomId/files/:versionId/preview": { access: "buyer" },
  "/room/:roomId/images/:imageId": { access: "buyer" },
  "/room/:roomId/events": { access: "buyer" },
};
