import type { Tenant } from "./world";

/**
 * Who may use a door. `public` doors need no proof, or carry it in the address; `elsewhere` names the test file that
 * proves a door which this matrix can't ask.
 */
export type Access = "public" | "member" | "admin" | "buyer";

export interface Door {
  access: Access;
  /** What the rightful person gets from GET; 200 unless told. Null: the door has no GET. */
  opens?: number | null;
  /** More address than the pattern gives, or another param than its name says. */
  address?: (tenant: Tenant) => string;
  /** A valid change per method, in the tenant's own terms. Every change behind a proof must have one. */
  changes?: Record<string, (tenant: Tenant) => Change>;
  elsewhere?: string;
}

export interface Change {
  /** Sent as a form. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

/** One row for each pattern of app/routes.ts and of the doors in server/. A pattern without a row fails the test. */
export const DOORS: Record<string, Door> = {
  "/b": { access: "public", opens: null, elsewhere: "tests/integration/tracking/beacon-door.test.ts" },
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
  "/*": { access: "public", opens: 404, address: () => "/no/such/page" },

  "/": { access: "member", opens: 302 },
  "/rooms": { access: "member" },
  "/rooms/new": {
    access: "member",
    changes: { POST: ({ params }) => ({ form: { dealId: params.dealId, name: "Stolen", language: "en" } }) },
  },
  "/rooms/:roomId": { access: "member" },
  "/rooms/:roomId/edit": { access: "member" },
  "/rooms/:roomId/pages/:pageId": { access: "member" },
  "/rooms/:roomId/links": { access: "member" },
  "/rooms/:roomId/report": { access: "member" },
  "/rooms/:roomId/report.csv": { access: "member" },
  "/rooms/:roomId/preview": { access: "member", opens: 302 },
  "/accounts": { access: "member" },
  "/accounts/new": { access: "member" },
  "/accounts/:accountId": { access: "member" },
  "/accounts/:accountId/edit": { access: "member" },
  "/accounts/:accountId/report": { access: "member" },
  "/accounts/:accountId/report.csv": { access: "member" },
  "/accounts/:accountId/contacts/new": { access: "member" },
  "/accounts/:accountId/contacts/:contactId": { access: "member" },
  "/accounts/:accountId/deals/new": { access: "member" },
  "/deals": { access: "member" },
  "/deals/:dealId": { access: "member" },
  "/deals/:dealId/edit": { access: "member" },
  "/library": { access: "member" },
  "/definitions": { access: "member" },
  "/settings": { access: "member" },
  "/admin/mails": { access: "admin" },
  "/admin/mails/:mailId": { access: "admin" },
  "/admin/jobs": { access: "admin" },
  "/events": { access: "member", address: ({ params }) => `/events?topic=room:${params.roomId}` },

  "/r/:token": { access: "public", opens: 303 },
  "/room/:roomId": { access: "buyer", opens: 302 },
  "/room/:roomId/gate": { access: "buyer", opens: 302 },
  "/room/:roomId/consent": {
    access: "buyer",
    opens: null,
    changes: { POST: () => ({ form: { choice: "declined" } }) },
  },
  "/room/:roomId/p/:pageId": { access: "buyer" },
  "/room/:roomId/events": { access: "buyer" },
};
