import type { InviteState } from "./schema";

type Facts = { acceptedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date };

export function inviteStateOf(invite: Facts, at: Date): InviteState {
  if (invite.acceptedAt) return "accepted";
  if (invite.withdrawnAt) return "withdrawn";
  return invite.expiresAt <= at ? "expired" : "open";
}
