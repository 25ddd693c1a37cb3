import type { Door } from "./door";

const MULTIPART = { "content-type": "multipart/form-data; boundary=cut" };

/** What every member meets each day: home, search, recents, views, imports, the live stream. */
export const EVERYDAY_DOORS: Record<string, Door> = {
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
  "/views": {
    access: "member",
    changes: {
      "POST rename": ({ params: { viewId } }) => ({ form: { intent: "rename", viewId, name: "Stolen" } }),
      "POST update": ({ params: { viewId } }) => ({ form: { intent: "update", viewId, query: "q=x" } }),
      "POST delete": ({ params: { viewId } }) => ({ form: { intent: "delete", viewId } }),
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
  "/definitions": { access: "member" },
  "/events": { access: "member", address: ({ params }) => `/events?topic=room:${params.roomId}` },
};
