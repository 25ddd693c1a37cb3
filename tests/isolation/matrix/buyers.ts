import { newId } from "~/platform/ids";
import type { Tenant } from "../world";
import { CHAT_FORMS, type Door, FROM_OUR_VIEWER, PRICING_BLOCK, textFile } from "./door";

const buyerTaskPath = ({ params }: Tenant) =>
  `/room/${params.roomId}/p/${params.planId}/tasks/${params.taskId}`;

/** What buyers see of a room. */
export const BUYER_DOORS: Record<string, Door> = {
  "/room/:roomId/logo": { access: "buyer" },
  "/r/:token": { access: "public", opens: 303 },
  "/room/:roomId": { access: "buyer", opens: 303 },
  "/room/:roomId/gate": {
    access: "buyer",
    opens: 303,
    changes: {
      "POST email": () => ({ form: { intent: "email", email: "ren@hinoki.example" } }),
      "POST ask": () => ({ form: { intent: "ask", email: "sora@elsewhere.example", name: "", note: "" } }),
      "POST code": () => ({ form: { intent: "code", code: "123456" } }),
    },
  },
  "/room/:roomId/consent": {
    access: "buyer",
    opens: null,
    changes: { POST: () => ({ form: { choice: "declined" } }) },
  },
  "/room/:roomId/export.zip": { access: "buyer" },
  "/room/:roomId/people": {
    access: "buyer",
    changes: {
      POST: () => ({ form: { intent: "colleague", email: "stolen@hinoki.example", name: "", note: "" } }),
    },
  },
  "/room/:roomId/p/:pageId/accept": {
    access: "buyer",
    address: ({ params }) => `/room/${params.roomId}/p/${params.offerId}/accept`,
    changes: {
      POST: ({ params }) => ({
        form: {
          versionId: params.offerVersionId,
          shown: "0".repeat(64),
          language: "en",
          name: "Stolen",
          signature: "Stolen",
          consent: "on",
        },
      }),
    },
  },
  "/room/:roomId/acceptances/:acceptanceId/certificate": { access: "buyer" },
  "/room/:roomId/p/:pageId": {
    access: "buyer",
    changes: {
      "POST answer": ({ params: { roomId, formId } }) => ({
        address: `/room/${roomId}/p/${formId}`,
        form: { intent: "answer", version: "1" },
      }),
    },
  },
  "/room/:roomId/p/:pageId/tasks/:taskId": {
    access: "buyer",
    address: buyerTaskPath,
    changes: {
      "POST status": (tenant) => ({
        address: buyerTaskPath(tenant),
        form: { intent: "status", status: "done" },
      }),
      "POST assign": (tenant) => ({
        address: buyerTaskPath(tenant),
        form: { intent: "assign", contactId: "" },
      }),
      "POST comment": (tenant) => ({
        address: buyerTaskPath(tenant),
        form: { intent: "comment", clientId: newId(), body: "Stolen" },
      }),
    },
  },
  "/room/:roomId/calendar": {
    access: "buyer",
    changes: {
      "POST create": () => ({ form: { intent: "create" } }),
      "POST revoke": () => ({ form: { intent: "revoke" } }),
    },
  },
  // They carry their proof in the address: tests/integration/plan/mails.test.ts and feeds.test.ts try wrong ones.
  "/room/:roomId/task/:token": { access: "public", opens: 404 },
  // tests/integration/mail/choice.test.ts tries wrong ones of these.
  "/room/:roomId/mails/:token": { access: "public", opens: 404 },
  "/room/:roomId/mails/:token/one-click": { access: "public", opens: 302 },
  "/room/:roomId/calendar/:file": {
    access: "public",
    opens: 404,
    address: ({ params }) => `/room/${params.roomId}/calendar/none.ics`,
  },
  "/room/:roomId/files/:versionId": { access: "buyer", headers: FROM_OUR_VIEWER },
  "/room/:roomId/files/:versionId/preview": { access: "buyer" },
  "/room/:roomId/files/:versionId/thumb": { access: "buyer" },
  "/room/:roomId/p/:pageId/files/:documentId": {
    access: "buyer",
    address: ({ params }) => `/room/${params.roomId}/p/${params.proposalId}/files/${params.documentId}`,
  },
  "/room/:roomId/p/:pageId/videos/:blockId": {
    access: "buyer",
    address: ({ params }) => `/room/${params.roomId}/p/${params.proposalId}/videos/${params.blockId}`,
  },
  "/room/:roomId/p/:pageId/pricing": {
    access: "buyer",
    opens: null,
    changes: {
      POST: ({ params }) => ({
        address: `/room/${params.roomId}/p/${params.proposalId}/pricing`,
        form: { blockId: PRICING_BLOCK, "line[]": "option" },
      }),
    },
  },
  "/room/:roomId/images/:imageId": { access: "buyer" },
  "/room/:roomId/contact-photo": { access: "buyer" },
  "/room/:roomId/chat": { access: "buyer", changes: CHAT_FORMS },
  "/room/:roomId/chat/messages": { access: "buyer", changes: CHAT_FORMS },
  "/room/:roomId/chat/here": {
    access: "buyer",
    opens: null,
    changes: { POST: () => ({ form: { state: "here" } }) },
  },
  "/room/:roomId/attachments": {
    access: "buyer",
    opens: null,
    changes: {
      POST: ({ params }) => textFile(`/room/${params.roomId}/attachments?for=message`),
    },
  },
  "/room/:roomId/attachments/:attachmentId": { access: "buyer" },
  "/room/:roomId/events": { access: "buyer" },
};
