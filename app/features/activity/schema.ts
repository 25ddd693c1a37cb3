import type { Role } from "~/features/workspaces/schema";

/** The catalogue: everything that happens and that people, the CRM or notifications may care about. Ids only, no personal details. */
export type EngawaEvent =
  | { type: "workspace.created" }
  | { type: "workspace.changed"; section: string; fields: readonly string[] }
  | {
      type: "pipeline.changed";
      list: "stage" | "won" | "lost";
      step: string;
      change: "added" | "renamed" | "moved" | "archived" | "restored";
      /** Where the open deals of an archived stage went. */
      movedTo?: string;
    }
  | { type: "view.saved" | "view.changed" | "view.deleted"; viewId: string }
  | { type: "list.exported"; list: "accounts" | "contacts" | "deals" | "rooms"; rows: number }
  | { type: "member.joined"; memberId: string }
  | { type: "member.signed_in" }
  | { type: "member.signed_out" | "member.signed_out_everywhere" }
  | {
      type:
        | "member.profile_changed"
        | "member.password_changed"
        | "member.password_reset"
        | "member.email_wished"
        | "member.email_wish_withdrawn"
        | "member.email_changed"
        | "member.session_ended";
    }
  | { type: "member.invited" | "member.invite_resent" | "member.invite_withdrawn"; inviteId: string }
  | { type: "member.changed"; memberId: string; from: Role; to: Role }
  | {
      type: "member.deactivated";
      memberId: string;
      heirId: string | null;
      accounts: number;
      deals: number;
      rooms: number;
      tasks: number;
    }
  | { type: "member.reactivated"; memberId: string }
  | { type: "team.created" | "team.changed" | "team.deleted"; teamId: string }
  | {
      type: "account.created" | "account.updated" | "account.archived" | "account.restored";
      accountId: string;
    }
  | {
      type: "contact.created" | "contact.updated" | "contact.archived" | "contact.restored";
      accountId: string;
      contactId: string;
    }
  | {
      type: "deal.created" | "deal.updated" | "deal.archived" | "deal.restored";
      accountId: string;
      dealId: string;
    }
  | { type: "deal.closed"; accountId: string; dealId: string; outcome: "won" | "lost" }
  | { type: "deal.reopened"; accountId: string; dealId: string }
  | ImportedEvent
  | { type: "import.started" | "import.finished" | "import.cancelled"; importId: string; kind: string }
  | { type: "contacts.imported"; importId: string; contactIds: readonly string[] }
  | { type: "account.merged" | "account.unmerged"; accountId: string; goneId: string; mergeId: string }
  | {
      type: "contact.merged" | "contact.unmerged";
      accountId: string;
      contactId: string;
      goneId: string;
      mergeId: string;
    }
  | { type: "account.deleted"; accountId: string }
  | { type: "contact.deleted"; accountId: string; contactId: string }
  | { type: "deal.deleted"; accountId: string; dealId: string }
  | RoomEvent<"room.deleted">
  | RoomEvent<"room.created" | "room.updated" | "room.archived" | "room.restored">
  | RoomEvent<
      | "page.added"
      | "page.renamed"
      | "page.moved"
      | "page.archived"
      | "page.restored"
      | "page.document_replaced",
      { pageId: string }
    >
  | RoomEvent<"pricing.chosen", { pageId: string; viewerId: string }>
  | RoomEvent<"proposal.edited", { pageId: string; version: number }>
  | RoomEvent<
      "proposal.published" | "proposal.version_kept" | "proposal.restored",
      { pageId: string; versionId: string; number: number }
    >
  | RoomEvent<
      | "proposal.commented"
      | "proposal.comment_replied"
      | "proposal.comment_edited"
      | "proposal.comment_deleted"
      | "proposal.comment_restored"
      | "proposal.comment_resolved"
      | "proposal.comment_reopened",
      /** The team's own: no buyer hears of it. */
      { pageId: string; commentId: string }
    >
  | RoomEvent<
      "proposal.accepted",
      { pageId: string; versionId: string; number: number; viewerId: string; acceptanceId: string }
    >
  | RoomEvent<"page.added_from_template", { pageId: string; templateId: string }>
  | {
      type: "template.created" | "template.changed" | "template.archived" | "template.restored";
      templateId: string;
    }
  | RoomEvent<"person.added" | "person.changed" | "person.removed" | "person.invited">
  | RoomEvent<"person.dismissed" | "person.introduced", { viewerId: string }>
  | RoomEvent<"access.requested" | "access.allowed" | "access.refused", { requestId: string; linkId: string }>
  | RoomEvent<"room.exported", { viewerId: string }>
  | RoomEvent<"form.edited", { pageId: string; version: number }>
  | RoomEvent<"form.answered", { pageId: string; viewerId: string; questions: number }>
  | RoomEvent<"form.exported", { pageId: string; rows: number }>
  | RoomEvent<
      "milestone.created" | "milestone.updated" | "milestone.archived" | "milestone.restored",
      { pageId: string; milestoneId: string }
    >
  | RoomEvent<
      | "task.created"
      | "task.updated"
      | "task.archived"
      | "task.restored"
      | "task.moved"
      | "task.started"
      | "task.completed"
      | "task.reopened"
      | "task.cancelled"
      | "task.assigned"
      | "task.commented",
      /** `viewerId` when somebody of the buying side did it. */
      { pageId: string; taskId: string; internal: boolean; viewerId?: string }
    >
  | RoomEvent<"calendar.created" | "calendar.revoked", { feedId: string; viewerId?: string }>
  | RoomEvent<"link.created" | "link.updated" | "link.revoked" | "link.rotated", { linkId: string }>
  | RoomEvent<
      "chat.message_sent" | "chat.message_edited" | "chat.message_deleted" | "chat.message_restored",
      { messageId: string; viewerId?: string }
    >
  | RoomEvent<"gate.passed", { linkId: string; viewerId: string; identity: "claimed" | "verified" }>
  | RoomEvent<"consent.given" | "consent.declined", { viewerId: string }>
  | RoomEvent<"room.visited", { visitId: string; viewerId: string; pageId: string }>
  | RoomEvent<"hit.reclassed", { hitId: string; from: string; to: string }>
  | RoomEvent<"report.exported", { format: "csv" }>
  | { type: "account.report_exported"; accountId: string; format: "csv" }
  | {
      type: "document.uploaded" | "document.renamed" | "document.archived" | "document.restored";
      documentId: string;
      versionId?: string;
    }
  | RoomEvent<"document.downloaded", { documentId: string; versionId: string; viewerId: string }>;

/** One for each row of a file that made something. */
export type ImportedEvent =
  | { type: "account.imported"; accountId: string; importId: string }
  | { type: "contact.imported"; accountId: string; contactId: string; importId: string }
  | { type: "deal.imported"; accountId: string; dealId: string; importId: string };

type RoomEvent<Type extends string, More = unknown> = {
  type: Type;
  roomId: string;
  accountId?: string;
  dealId?: string;
  contactId?: string | null;
} & More;

export type EventType = EngawaEvent["type"];

/** Who did it: the ids of a scope, whichever kind it is. */
export type EventSource = {
  readonly workspaceId: string;
  readonly memberId?: string;
  readonly viewerId?: string;
};
