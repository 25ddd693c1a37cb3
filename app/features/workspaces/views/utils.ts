export const LIST_KINDS = ["accounts", "contacts", "deals", "rooms"] as const;
export const MAX_VIEW_NAME_CHARS = 60;
