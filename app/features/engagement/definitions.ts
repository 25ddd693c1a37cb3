/** Every number that is defined, by section: the anchors of the definitions page and the keys of its texts. */
export const DEFINITION_SECTIONS = [
  { section: "machines", items: ["hit", "person", "identity"] },
  { section: "attention", items: ["people", "reach", "activeTime", "completion", "film"] },
  { section: "reading", items: ["visits", "views", "repeatRate", "bounce"] },
  { section: "dealing", items: ["actions", "responseTime", "conversion", "nps", "planHealth"] },
  { section: "company", items: ["ltv", "churn"] },
] as const;

export type Definition = (typeof DEFINITION_SECTIONS)[number]["items"][number];

/** `activeTime` is at `#active-time`. */
export function anchorOf(definition: Definition): string {
  return definition.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
