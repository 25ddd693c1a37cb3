import { type Door, FROM_OUR_VIEWER, textFile } from "./door";

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
      "POST code": () => ({ form: { intent: "code", code: "123456" } }),
    },
  },
  "/room/:roomId/consent": {
    access: "buyer",
    opens: null,
    changes: { POST: () => ({ form: { choice: "declined" } }) },
  },
  "/room/:roomId/p/:pageId": {
    access: "buyer",
    changes: {
      "POST answer": ({ params: { roomId, formId } }) => ({
        address: `/room/${roomId}/p/${formId}`,
        form: { intent: "answer", version: "1" },
      }),
    },
  },
  "/room/:roomId/files/:versionId": { access: "buyer", headers: FROM_OUR_VIEWER },
  "/room/:roomId/files/:versionId/preview": { access: "buyer" },
  "/room/:roomId/images/:imageId": { access: "buyer" },
  "/room/:roomId/contact-photo": { access: "buyer" },
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
