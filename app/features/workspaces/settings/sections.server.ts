import type { z } from "zod";
import type { Workspace } from "../data.server";
import {
  brandingSchema,
  domainSchema,
  generalSchema,
  hoursSchema,
  type SectionKey,
  trackingSchema,
} from "./schema";
import { type Texts, writeHolidays } from "./utils";

export type Section = {
  /** Reads the form into the columns that it fills. */
  schema: z.ZodType<Partial<Workspace>>;
  /** The stored columns as the texts of that form. */
  texts: (workspace: Workspace) => Texts;
};

/** Each page of the workspace's settings that is one form. */
export const SECTIONS: Readonly<Record<SectionKey, Section>> = {
  general: {
    schema: generalSchema,
    texts: (workspace) => ({
      name: workspace.name,
      language: workspace.language,
      timeZone: workspace.timeZone,
      currency: workspace.currency,
      "currencies[]": workspace.currencies.join("\n"),
      fiscalYearStart: String(workspace.fiscalYearStart),
      linkPreviews: workspace.linkPreviews,
    }),
  },
  branding: {
    schema: brandingSchema,
    texts: ({ brandColor, senderName }) => ({ brandColor, senderName: senderName ?? "" }),
  },
  hours: {
    schema: hoursSchema,
    texts: (workspace) => ({
      "workDays[]": workspace.workDays.join("\n"),
      workStart: workspace.workStart,
      workEnd: workspace.workEnd,
      holidayCountry: workspace.holidayCountry ?? "",
      ownHolidays: writeHolidays(workspace.ownHolidays),
    }),
  },
  tracking: {
    schema: trackingSchema,
    texts: ({ ownDomains, ownNetworks, alertHoldSeconds }) => ({
      ownDomains: ownDomains.join("\n"),
      ownNetworks: ownNetworks.join("\n"),
      alertHoldSeconds: String(alertHoldSeconds),
    }),
  },
  domain: {
    schema: domainSchema,
    texts: ({ customDomain }) => ({ customDomain: customDomain ?? "" }),
  },
};
