import { type Door, FROM_OUR_VIEWER } from "./door";

const TUS = { "tus-resumable": "1.0.0" };
const CHUNK = { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Documents, files, pictures and uploads. */
export const LIBRARY_DOORS: Record<string, Door> = {
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
};
