import type { GateScope, ViewerScope } from "./schema";
import type { TaskMailScope } from "./task-mail/schema";

type Facts<Scope> = { [Key in keyof Scope as Key extends string ? Key : never]: Scope[Key] };

/** Mints the proof. For the sharing guard, the seed and tests; dependency-cruiser keeps everyone else out. */
export function mintViewerScope(facts: Facts<ViewerScope>): ViewerScope {
  return facts as ViewerScope;
}

export function mintGateScope(facts: Facts<GateScope>): GateScope {
  return facts as GateScope;
}

export function mintTaskMailScope(facts: Facts<TaskMailScope>): TaskMailScope {
  return facts as TaskMailScope;
}
