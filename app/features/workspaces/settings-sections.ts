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
    items: [
      { anchor: "profilePhoto", words: "画像 アイコン アバター picture avatar" },
      { anchor: "profileName", words: "名前 氏名 display name" },
      { anchor: "profileTitle", words: "肩書 job position" },
      { anchor: "profileLanguage", words: "日本語 英語 english japanese" },
      { anchor: "profileTimeZone", words: "時刻 時差 clock" },
      { anchor: "profileSignature", words: "メール 末尾 mail footer" },
    ],
  },
  {
    key: "security",
    group: "you",
    to: paths.security(),
    seenBy: "rep",
    words: "ログイン セキュリティ login sign in",
    items: [
      { anchor: "securityEmail", words: "アドレス 変更 address change" },
      { anchor: "securityPassword", words: "変更 change" },
      { anchor: "securitySessions", words: "セッション 端末 ログアウト sessions devices sign out" },
    ],
  },
  {
    key: "members",
    group: "workspace",
    to: paths.members(),
    seenBy: "rep",
    words: "ユーザー 権限 ロール 管理者 users roles people deactivate",
    items: [],
  },
  {
    key: "teams",
    group: "workspace",
    to: paths.teams(),
    seenBy: "rep",
    words: "グループ 部署 リーダー groups leader",
    items: [],
  },
  {
    key: "workspace",
    group: "workspace",
    to: paths.workspaceSettings(),
    seenBy: "manager",
    words: "基本 組織 company organisation general",
    items: [
      { anchor: "workspaceName", words: "名称 社名 name" },
      { anchor: "defaultLanguage", words: "日本語 英語 japanese english" },
      { anchor: "timeZone", words: "時刻 時差 clock" },
      { anchor: "fiscalYearStart", words: "決算 年度 期首 financial year quarter" },
      { anchor: "currency", words: "円 ドル 金額 money yen dollar" },
      { anchor: "currencies", words: "外貨 金額 money foreign" },
      { anchor: "linkPreviews", words: "チャット URL カード chat cards links privacy" },
    ],
  },
  {
    key: "branding",
    group: "workspace",
    to: paths.branding(),
    seenBy: "manager",
    words: "デザイン 見た目 外観 design appearance look",
    items: [
      { anchor: "logo", words: "画像 マーク image picture" },
      { anchor: "brandColor", words: "色 テーマ アクセント color accent theme" },
      { anchor: "senderName", words: "送信者 from" },
    ],
  },
  {
    key: "hours",
    group: "workspace",
    to: paths.workingHours(),
    seenBy: "manager",
    words: "勤務 カレンダー 業務時間 business calendar",
    items: [
      { anchor: "workDays", words: "曜日 平日 週 weekdays week" },
      { anchor: "workHours", words: "時刻 開始 終了 opening start end" },
      { anchor: "holidays", words: "休日 国民の祝日 カレンダー days off national calendar" },
      { anchor: "ownHolidays", words: "休業 夏季 年末年始 祝日 holidays vacation closed" },
    ],
  },
  {
    key: "deals",
    group: "workspace",
    to: paths.dealSettings(),
    seenBy: "manager",
    words: "パイプライン フェーズ pipeline",
    items: [
      { anchor: "stages", words: "段階 フェーズ 進捗 steps phases" },
      { anchor: "wonReasons", words: "受注 勝因 won win outcome" },
      { anchor: "lostReasons", words: "敗因 lost loss outcome" },
    ],
  },
  {
    key: "tracking",
    group: "workspace",
    to: paths.trackingSettings(),
    seenBy: "manager",
    words: "閲覧 社内 分析 tracking analytics internal",
    items: [
      { anchor: "ownDomains", words: "除外 社内 exclude internal" },
      { anchor: "ownNetworks", words: "IP アドレス 除外 社内 exclude internal CIDR" },
      { anchor: "alertHold", words: "アラート 遅延 delay notification" },
    ],
  },
  {
    key: "domain",
    group: "workspace",
    to: paths.domainSettings(),
    seenBy: "manager",
    words: "URL リンク links",
    items: [{ anchor: "customDomain", words: "DNS CNAME URL 独自ドメイン custom host" }],
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

const RANK: Record<Role, number> = { rep: 0, manager: 1, admin: 2 };

export function visibleSections(role: Role): SettingsSection[] {
  return SETTINGS_SECTIONS.filter((section) => RANK[role] >= RANK[section.seenBy]);
}
