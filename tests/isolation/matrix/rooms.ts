import { newId } from "~/platform/ids";
import type { Tenant } from "../world";
import { CHAT_FORMS, type Door, listForms, textFile } from "./door";

const JSON_BODY = { "content-type": "application/json" };

const taskPath = ({ params }: Tenant) =>
  `/rooms/${params.roomId}/pages/${params.planId}/tasks/${params.taskId}`;

/** Everything a plan's screen sends. */
const planForms: [string, (tenant: Tenant) => Record<string, string>][] = [
  ["addMilestone", () => ({ intent: "addMilestone", title: "Stolen", requestKey: newId() })],
  [
    "addTask",
    () => ({
      intent: "addTask",
      title: "Stolen",
      requestKey: newId(),
      milestoneId: "",
      owner: "us",
      dueDay: "",
    }),
  ],
  [
    "editTask",
    ({ params: { taskId } }) => ({ intent: "editTask", taskId, version: "1", title: "Stolen", owner: "us" }),
  ],
  ["moveTask", ({ params: { taskId } }) => ({ intent: "moveTask", taskId, milestoneId: "", before: "" })],
  ["status", ({ params: { taskId } }) => ({ intent: "status", taskId, status: "done" })],
  ["archiveTask", ({ params: { taskId } }) => ({ intent: "archiveTask", taskId })],
];

const commentsPath = ({ params }: Tenant) => `/rooms/${params.roomId}/pages/${params.offerId}/comments`;

/** Everything the team's comments on a proposal send. */
const commentForms: [string, (tenant: Tenant) => Record<string, string>][] = [
  ["comment", () => ({ intent: "comment", body: "Stolen", blockId: "", requestKey: newId() })],
  [
    "reply",
    ({ params }) => ({ intent: "reply", parentId: params.commentId, body: "Stolen", requestKey: newId() }),
  ],
  ["edit", ({ params }) => ({ intent: "edit", commentId: params.commentId, body: "Stolen" })],
  ["delete", ({ params }) => ({ intent: "delete", commentId: params.commentId })],
  ["resolve", ({ params }) => ({ intent: "resolve", commentId: params.commentId })],
];

/** Rooms as members see them. */
export const ROOM_DOORS: Record<string, Door> = {
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
      "POST addForm": () => ({ form: { intent: "addForm", title: "Stolen", requestKey: newId() } }),
      "POST addPlan": () => ({ form: { intent: "addPlan", title: "Stolen", requestKey: newId() } }),
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
  "/rooms/:roomId/pages/:pageId": {
    access: "member",
    changes: {
      POST: ({ params: { roomId, formId } }) => ({
        address: `/rooms/${roomId}/pages/${formId}`,
        form: { do: "save", version: "1", intro: "Stolen" },
      }),
    },
  },
  "/rooms/:roomId/pages/:pageId/proposal.pdf": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.proposalId}/proposal.pdf`,
  },
  "/rooms/:roomId/pages/:pageId/answers.csv": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.formId}/answers.csv`,
  },
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
  "/templates": { access: "member" },
  "/templates/:templateId": {
    access: "member",
    changes: {
      "POST save": () => ({
        form: { intent: "save", name: "Stolen", description: "", language: "en", stage: "", version: "1" },
      }),
      "POST archive": () => ({ form: { intent: "archive" } }),
    },
  },
  "/rooms/:roomId/templates": {
    access: "member",
    changes: {
      "POST keep": ({ params }) => ({
        form: { intent: "keep", name: "Stolen", description: "", pageId: params.planId, requestKey: newId() },
      }),
      "POST insert": ({ params }) => ({
        form: { intent: "insert", templateId: params.templateId, place: "0", requestKey: newId() },
      }),
    },
  },
  "/acceptances/:acceptanceId/certificate": { access: "member" },
  "/rooms/:roomId/pages/:pageId/publish": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.proposalId}/publish`,
    changes: { POST: () => ({ form: { draft: "1", note: "Stolen" } }) },
  },
  "/rooms/:roomId/pages/:pageId/versions": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.proposalId}/versions`,
    changes: {
      "POST keep": () => ({ form: { intent: "keep", note: "Stolen", requestKey: newId() } }),
      "POST restore": ({ params }) => ({
        form: { intent: "restore", versionId: params.proposalVersionId, requestKey: newId() },
      }),
    },
  },
  "/rooms/:roomId/pages/:pageId/comments": {
    access: "member",
    address: commentsPath,
    changes: Object.fromEntries(
      commentForms.map(([name, form]) => [
        `POST ${name}`,
        (tenant: Tenant) => ({ address: commentsPath(tenant), form: form(tenant) }),
      ]),
    ),
  },
  "/rooms/:roomId/pages/:pageId/comments.json": {
    access: "member",
    address: (tenant) => `${commentsPath(tenant)}.json`,
    changes: Object.fromEntries(
      commentForms.map(([name, form]) => [
        `POST ${name}`,
        (tenant: Tenant) => ({ address: `${commentsPath(tenant)}.json`, form: form(tenant) }),
      ]),
    ),
  },
  "/rooms/:roomId/proposal-files": { access: "member" },
  "/rooms/:roomId/pages/:pageId/videos/:blockId": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.proposalId}/videos/${params.blockId}`,
  },
  "/rooms/:roomId/pages/:pageId/plan": {
    access: "member",
    address: ({ params }) => `/rooms/${params.roomId}/pages/${params.planId}/plan`,
    changes: Object.fromEntries(
      planForms.map(([name, form]) => [
        `POST ${name}`,
        (tenant: Tenant) => ({
          address: `/rooms/${tenant.params.roomId}/pages/${tenant.params.planId}/plan`,
          form: form(tenant),
        }),
      ]),
    ),
  },
  "/rooms/:roomId/pages/:pageId/tasks/:taskId": {
    access: "member",
    address: taskPath,
    changes: {
      "POST status": (tenant) => ({
        address: taskPath(tenant),
        form: { intent: "status", taskId: tenant.params.taskId, status: "done" },
      }),
      "POST comment": (tenant) => ({
        address: taskPath(tenant),
        form: { intent: "comment", clientId: newId(), body: "Stolen" },
      }),
      "POST file": (tenant) => ({
        address: taskPath(tenant),
        headers: { "content-type": "multipart/form-data; boundary=x" },
        body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nStolen\r\n--x--\r\n',
      }),
    },
  },
  "/rooms/:roomId/calendar": {
    access: "member",
    changes: {
      "POST create": () => ({ form: { intent: "create" } }),
      "POST revoke": () => ({ form: { intent: "revoke" } }),
    },
  },
  "/tasks": {
    access: "member",
    changes: {
      POST: ({ params: { roomId, planId, taskId } }) => ({
        form: { intent: "status", roomId, pageId: planId, taskId, status: "done" },
      }),
    },
  },
  "/rooms/:roomId/images": {
    access: "member",
    opens: null,
    changes: { POST: () => ({ body: "not a picture" }) },
  },
  "/rooms/:roomId/chat": { access: "member", changes: CHAT_FORMS },
  "/rooms/:roomId/chat/messages": { access: "member", changes: CHAT_FORMS },
  "/rooms/:roomId/chat/here": {
    access: "member",
    opens: null,
    changes: { POST: () => ({ form: { state: "here" } }) },
  },
  "/rooms/:roomId/attachments": {
    access: "member",
    opens: null,
    changes: {
      POST: ({ params }) => textFile(`/rooms/${params.roomId}/attachments?for=message`),
    },
  },
  "/rooms/:roomId/attachments/:attachmentId": { access: "member" },
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
  "/rooms/:roomId/people": {
    access: "member",
    changes: {
      "POST add": ({ params: { contactId } }) => ({ form: { intent: "add", contactId } }),
      "POST create": () => ({
        form: { intent: "create", email: "stolen@hinoki.example", name: "Stolen", requestKey: newId() },
      }),
      "POST place": ({ params: { contactId } }) => ({
        form: { intent: "place", contactId, version: "1", level: "1", department: "Stolen" },
      }),
      "POST remove": ({ params: { contactId } }) => ({ form: { intent: "remove", contactId } }),
      "POST invite": ({ params: { contactId } }) => ({ form: { intent: "invite", contactId } }),
      "POST allow": ({ params: { requestId } }) => ({ form: { intent: "allow", requestId } }),
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
  "/rooms/:roomId/delete": {
    access: "member",
    changes: { POST: ({ mark }) => ({ form: { confirmation: `Room ${mark}` } }) },
  },
};
