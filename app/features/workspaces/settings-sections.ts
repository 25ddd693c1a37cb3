import { paths } from "~/platform/paths";
import type { Role } from "./schema";

/** Sections that concern the person, the company, or the whole installation. */
export const SETTINGS_GROUPS = ["you", "workspace", "installation"] as const;
type Group = (typeof SETTINGS_GROUPS)[number];

type Item = {
  /** The element's id on the page; its label is `settings:items.<anchor>`. */
  anchor: string;
  /** Further words that people look for, in both languages. */
  words: string;
};

type Section = {
  /** Its name is `settings:sections.<key>`. */
  key: string;
  group: Group;
  to: string;
  /** The lowest role that may open it. */
  seenBy: Role;
  words: string;
  items: readonly Item[];
};

/** Everything that can be set, page by page: the side list and the search of the settings come from here. */
export const SETTINGS_SECTIONS = [
  {
    key: "profile",
    group: "you",
    to: paths.settings(),
    seenBy: "rep",
    words: "アカウント 個人設定 account me",
    items: [{ anchor: "profileName", words: "名前 氏名 display name" }],
  },
  {
    key: "mails",
    group: "installation",
    to: paths.adminMails(),
    seenBy: "admin",
    words: "送信 SMTP 履歴 sent outbox",
    items: [],
  },
  {
    key: "jobs",
    group: "installation",
    to: paths.adminJobs(),
    seenBy: "admin",
    words: "バックグラウンド 処理 失敗 再実行 background queue failed retry",
    items: [],
  },
] as const satisfies readonly Section[];

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];
export type SettingsSectionKey = SettingsSection["key"];

const RANK: Record<Role, number> = { rep: 0, manager: 1, admin: 2 };

export function visibleSections(role: Role): SettingsSection[] {
  return SETTINGS_SECTIONS.filter((section) => RANK[role] >= RANK[section.seenBy]);
}
