/** What a reader of a report may choose. Kept without zod, for screens. */
export const REPORT_WINDOWS = ["7", "30", "90", "all"] as const;
export type ReportWindow = (typeof REPORT_WINDOWS)[number];

export const SHOWN_CLASSES = ["person", "automated", "unconfirmed", "opened", "internal"] as const;
export type ShownClass = (typeof SHOWN_CLASSES)[number];

/** What a member may say a hit is; "opened" is only ever found out by the rules. */
export const RULINGS = ["person", "unconfirmed", "automated", "internal"] as const;

/** What somebody of the buying side can do besides reading, in the order of the report. */
export const ACTIONS = ["tasks", "comments", "messages", "answers", "acceptances", "downloads"] as const;
export type Action = (typeof ACTIONS)[number];
