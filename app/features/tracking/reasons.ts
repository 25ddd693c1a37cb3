export type ViewClass = "opened" | "engaged" | "unconfirmed" | "automated" | "internal";
export type HitClass = "opened" | "person" | "unconfirmed" | "automated" | "internal";

/** Every reason there is, and the class it leads to. A code is `kind` or `kind:who`. */
const CLASS_BY_REASON = {
  head: "automated",
  prefetch: "automated",
  empty_agent: "automated",
  webdriver: "automated",
  /** Same address and same agent as a machine, and no sign of a person. */
  contagion: "automated",
  "bot:slack": "automated",
  "bot:teams": "automated",
  "bot:line": "automated",
  "bot:chatwork": "automated",
  "bot:facebook": "automated",
  "bot:linkedin": "automated",
  "bot:twitter": "automated",
  "bot:whatsapp": "automated",
  "bot:telegram": "automated",
  "bot:discord": "automated",
  "bot:google": "automated",
  "bot:bing": "automated",
  "bot:apple": "automated",
  "bot:headless": "automated",
  "bot:tool": "automated",
  "bot:unnamed": "automated",
  "gateway:ms_office": "automated",
  "gateway:safe_links": "automated",
  "gateway:barracuda": "automated",
  "gateway:proofpoint": "automated",
  "gateway:mimecast": "automated",
  "gateway:cisco": "automated",
  "gateway:tmes": "automated",
  member: "internal",
  preview: "internal",
  own_network: "internal",
  own_domain: "internal",
  mail_minute: "unconfirmed",
  all_links: "unconfirmed",
  many_networks: "unconfirmed",
  same_dwell: "unconfirmed",
  no_pointer: "unconfirmed",
  "contagion:address": "unconfirmed",
  "contagion:agent": "unconfirmed",
  "network:aws": "unconfirmed",
  "network:azure": "unconfirmed",
  "network:gcp": "unconfirmed",
  "network:digitalocean": "unconfirmed",
  "network:hetzner": "unconfirmed",
  "network:ovh": "unconfirmed",
  "network:microsoft_365": "unconfirmed",
  "network:proofpoint": "unconfirmed",
  "network:mimecast": "unconfirmed",
  "network:barracuda": "unconfirmed",
  "network:cisco": "unconfirmed",
  "network:trend_micro": "unconfirmed",
  "network:listed": "unconfirmed",
  no_script: "opened",
  too_short: "opened",
  not_painted: "opened",
  input: "engaged",
  code: "engaged",
  chat: "engaged",
  upload: "engaged",
  download: "engaged",
  /** A member said what it is; the class is the member's. */
  ruling: "engaged",
} as const satisfies Record<string, ViewClass>;

export type Reason = keyof typeof CLASS_BY_REASON;

export const REASONS: readonly Reason[] = Object.keys(CLASS_BY_REASON).filter(isReason);

export function isReason(code: string): code is Reason {
  return Object.hasOwn(CLASS_BY_REASON, code);
}

export function classOfReason(reason: Reason): ViewClass {
  return CLASS_BY_REASON[reason];
}

type Underscored<Code extends string> = Code extends `${infer Kind}:${infer Who}` ? `${Kind}_${Who}` : Code;
export type ReasonName = Underscored<Reason> | "unknown";

/** The key of a stored code's sentence, in the namespace "tracking". */
export function reasonKey(code: string): `reasons.${ReasonName}` {
  const name = code.replace(":", "_");
  return isReason(code) && isReasonName(name) ? `reasons.${name}` : "reasons.unknown";
}

function isReasonName(name: string): name is ReasonName {
  return name === "unknown" || REASONS.some((reason) => reason.replace(":", "_") === name);
}

const WEIGHT: Record<ViewClass, number> = {
  engaged: 0,
  opened: 1,
  unconfirmed: 2,
  automated: 3,
  internal: 4,
};

/** The graver of two codes; the first when they weigh the same. Empty means none. */
export function graver(a: Reason | "", b: Reason | ""): Reason | "" {
  if (a === "" || b === "") return a || b;
  return WEIGHT[classOfReason(b)] > WEIGHT[classOfReason(a)] ? b : a;
}
