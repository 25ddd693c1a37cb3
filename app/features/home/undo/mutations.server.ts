import { restoreContact } from "~/features/accounts/contacts/mutations.server";
import { restoreDeal } from "~/features/accounts/deals/mutations.server";
import { restoreAccount } from "~/features/accounts/mutations.server";
import { restoreRoom } from "~/features/rooms/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { ArchivedRef } from "./schema";

/** By the same verb as the button on the archived thing's own page, with the same rights. */
export function bringBack(scope: WorkspaceScope, ref: ArchivedRef): Promise<void> {
  switch (ref.kind) {
    case "room":
      return restoreRoom(scope, ref.id);
    case "account":
      return restoreAccount(scope, ref.id);
    case "deal":
      return restoreDeal(scope, ref.id);
    case "contact":
      return restoreContact(scope, { accountId: ref.accountId, contactId: ref.id });
  }
}
