import type { Door } from "./door";

/** Doors in front of every sign-in, and of signing in itself. */
export const OPEN_DOORS: Record<string, Door> = {
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
};
