import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import type { Language } from "~/platform/i18n/language";
import { cleanLine } from "~/platform/text";
import { parseAllowed } from "./utils";

declare const proven: unique symbol;

export const GATES = ["open", "email", "code"] as const;
export type Gate = (typeof GATES)[number];
export type Identity = "anonymous" | "claimed" | "verified";
export type Consent = "unasked" | "granted" | "declined";
export type ConsentMode = "notice" | "strict";

/** Proof that this request may see this room now; only the sharing guard mints it. */
export type ViewerScope = {
  readonly workspaceId: string;
  readonly roomId: string;
  /** Empty in a preview. */
  readonly linkId: string;
  /** For an open link it may have no row yet: see ensureViewer. No row ever in a preview. */
  readonly viewerId: string;
  readonly identity: Identity;
  /** Normalised address, claimed or verified as `identity` says. */
  readonly email: string | null;
  readonly allowDownload: boolean;
  readonly policyVersion: number;
  /** SHA-256 of the visitor's secret, stable for one browser on one link; the member's session in a preview. */
  readonly sessionId: string;
  /** The opening of the link this browser came from; null in a preview. */
  readonly hitId: string | null;
  /** A member looks through the buyer's eyes: never counted, visibly marked. */
  readonly preview: boolean;
  readonly consent: Consent;
  readonly consentMode: ConsentMode;
  readonly [proven]: true;
};

/** Proof that this browser came through a living link; it has not passed the gate unless `passed`. */
export type GateScope = {
  readonly workspaceId: string;
  readonly roomId: string;
  readonly linkId: string;
  readonly gate: Gate;
  readonly passed: boolean;
  readonly sessionId: string;
  readonly hitId: string;
  readonly brandName: string;
  readonly brandColor: string;
  /** Key of the logo in the file store. */
  readonly brandLogo: string | null;
  readonly roomLanguage: Language;
  readonly [proven]: true;
};

const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

const expiresOn = z
  .union([z.literal(""), z.iso.date("date")])
  .default("")
  .transform((day) => (day === "" ? null : day));

const allowed = z
  .string()
  .max(10_000, "too_long")
  .default("")
  .transform((text, context) => {
    const list = parseAllowed(text);
    if (list.unreadable.length > 0) context.addIssue({ code: "custom", message: "sharing:errors.allowed" });
    return { domains: list.domains, emails: list.emails };
  });

const policyShape = {
  label: z.string().transform(cleanLine).pipe(z.string().min(1, "required").max(80, "too_long")),
  gate: z.enum(GATES, "required"),
  allowed,
  expiresOn,
  allowDownload: checkbox,
};

export const createLinkSchema = z.object({ intent: z.literal("create"), ...policyShape }).strict();
export const updateLinkSchema = z
  .object({ intent: z.literal("update"), linkId: idField, ...policyShape })
  .strict();
export const linkIntentSchema = z.object({ intent: z.enum(["revoke", "rotate"]), linkId: idField }).strict();

export const previewSchema = z.object({ intent: z.enum(["open", "leave"]).default("open") }).strict();

export type LinkPolicyInput = {
  label: string;
  gate: Gate;
  allowed: { domains: string[]; emails: string[] };
  /** YYYY-MM-DD: the last day the link works, in the workspace's zone. */
  expiresOn: string | null;
  allowDownload: boolean;
};
