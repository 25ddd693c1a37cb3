import { z } from "zod";
import type { VersionFailure } from "~/features/library/schema";

/** Whose rooms and deals the home screen speaks of. */
export const WHOSE = ["mine", "team", "everyone"] as const;
export type Whose = (typeof WHOSE)[number];

export const homeQuerySchema = z.object({ whose: z.enum(WHOSE).nullable().catch(null) });

export type LiveReading = {
  viewerId: string;
  roomId: string;
  roomName: string;
  accountName: string;
  /** Contact name or address; null when anonymous. */
  name: string | null;
  identity: "anonymous" | "claimed" | "verified";
  pageTitle: string;
};

export type ExpiringLink = {
  id: string;
  label: string;
  roomId: string;
  roomName: string;
  accountName: string;
  expiresAt: Date;
};

export type OverdueDeal = { id: string; name: string; accountName: string; closeDate: string };

export type DueTask = {
  id: string;
  title: string;
  dueOn: string | null;
  lateDays: number;
  roomId: string;
  roomName: string;
  pageId: string;
};

export type FailedDocument = {
  id: string;
  title: string;
  /** stuck: its reader was lost. */
  failure: VersionFailure | "stuck";
  canRetry: boolean;
};

export type SilentRoom = {
  id: string;
  name: string;
  accountName: string;
  /** The last engaged visit; null when nobody has come yet. */
  lastVisitAt: Date | null;
  sharedAt: Date;
};

export type HotRoom = {
  id: string;
  name: string;
  accountName: string;
  /** Active milliseconds of the last seven days and of the seven before. */
  lastMs: number;
  beforeMs: number;
  /** Fourteen days, oldest first. */
  days: { day: string; activeMs: number }[];
};

/** What a screen shows of a longer list. */
export type Some<Row> = { rows: Row[]; total: number };

export const STEPS = ["account", "deal", "room", "upload", "share"] as const;
export type Step = (typeof STEPS)[number];
/** A step that is done, or where it is done. */
export type StepState = { step: Step; isDone: boolean; to: string };
