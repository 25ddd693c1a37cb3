  route("imports/:importId/errors.csv", "routes/app/import-errors-csv.tsx"),
    route("imports", "routes/app/imports.tsx"),
    route("imports/new", "routes/app/imports-new.tsx"),
    route("imports/:importId", "routes/app/import.tsx"),
import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** Every page of the product: address → file. The doors in server/ answer everything that is not a page. */
export default [
  route("setup", "routes/auth/setup.tsx"),
  route("sign-in", "routes/auth/sign-in.tsx"),
  route("sign-out", "routes/auth/sign-out.tsx"),
  route("language", "routes/resources/language.tsx"),

  layout("routes/app/layout.tsx", [
    index("routes/app/home.tsx"),
    route("rooms", "routes/app/rooms.tsx"),
    route("rooms/new", "routes/app/rooms-new.tsx"),
    route("rooms/:roomId", "routes/app/room.tsx"),
    route("rooms/:roomId/edit", "routes/app/room-edit.tsx"),
    route("rooms/:roomId/pages/:pageId", "routes/app/room-page.tsx"),
    route("rooms/:roomId/links", "routes/app/room-links.tsx"),
    route("rooms/:roomId/report", "routes/app/room-report.tsx"),
    route("accounts", "routes/app/accounts.tsx"),
    route("accounts/new", "routes/app/accounts-new.tsx"),
    route("accounts/:accountId", "routes/app/account.tsx"),
    route("accounts/:accountId/edit", "routes/app/account-edit.tsx"),
    route("accounts/:accountId/report", "routes/app/account-report.tsx"),
    route("accounts/:accountId/contacts/new", "routes/app/account-contact-new.tsx"),
    route("accounts/:accountId/contacts/:contactId", "routes/app/account-contact.tsx"),
    route("accounts/:accountId/deals/new", "routes/app/account-deal-new.tsx"),
    route("deals", "routes/app/deals.tsx"),
    route("deals/:dealId", "routes/app/deal.tsx"),
    route("deals/:dealId/edit", "routes/app/deal-edit.tsx"),
    route("library", "routes/app/library.tsx"),
    route("library/:documentId", "routes/app/document.tsx"),
    route("definitions", "routes/app/definitions.tsx"),
    layout("routes/app/settings-layout.tsx", [
      route("settings", "routes/app/settings.tsx"),
      route("admin/mails", "routes/admin/mails.tsx"),
      route("admin/mails/:mailId", "routes/admin/mail.tsx"),
      route("admin/jobs", "routes/admin/jobs.tsx"),
    ]),
  ]),
  route("rooms/:roomId/pages/:pageId/proposal", "routes/app/proposal-save.tsx"),
  route("rooms/:roomId/images", "routes/app/room-images.tsx"),
  route("rooms/:roomId/preview", "routes/app/room-preview.tsx"),
  route("rooms/:roomId/report.csv", "routes/app/room-report-csv.tsx"),
  route("accounts/:accountId/report.csv", "routes/app/account-report-csv.tsx"),

  route("r/:token", "routes/room/exchange.tsx"),
  route("room/:roomId/gate", "routes/room/gate.tsx"),
  route("room/:roomId/consent", "routes/room/consent.tsx"),
  route("room/:roomId", "routes/room/layout.tsx", [
    index("routes/room/start.tsx"),
    route("p/:pageId", "routes/room/page.tsx"),
  ]),

  route("*", "routes/resources/not-found.tsx"),
] satisfies RouteConfig;
