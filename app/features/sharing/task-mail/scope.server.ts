import type { TaskMailScope } from "./schema";

type Facts = { [Key in keyof TaskMailScope as Key extends string ? Key : never]: TaskMailScope[Key] };

/** For the guard beside it alone. */
export function mintTaskMailScope(facts: Facts): TaskMailScope {
  return facts as TaskMailScope;
}
