import type { Role, WorkspaceScope } from "./schema";

/** Mints the proof. For the auth guard, the seed and tests; dependency-cruiser keeps everyone else out. */
export function mintWorkspaceScope(facts: {
  workspaceId: string;
  memberId: string;
  role: Role;
}): WorkspaceScope {
  return facts as WorkspaceScope;
}
