import { paths } from "~/platform/paths";

/** What a command does: leads somewhere, opens the list of shortcuts, or sends a form as a whole page. */
export type Command =
  | { to: string }
  | { opens: "shortcuts" }
  | { posts: string; fields: Readonly<Record<string, string>> };

/** The commands. A name is `home:actions.<key>`; `words` are further words that people type for it, folded. */
export const ACTIONS = [
  { key: "newRoom", words: "create make 新規 追加 つくる", command: { to: paths.newRoom() } },
  { key: "newAccount", words: "create add company 新規 追加 会社", command: { to: paths.newAccount() } },
  { key: "goHome", words: "start dashboard だっしゅぼーど", command: { to: paths.home() } },
  { key: "goRooms", words: "list", command: { to: paths.rooms() } },
  { key: "goAccounts", words: "companies customers 会社 顧客", command: { to: paths.accounts() } },
  { key: "goContacts", words: "people 人 担当者", command: { to: paths.contacts() } },
  { key: "goDeals", words: "opportunities pipeline 案件", command: { to: paths.deals() } },
  { key: "goBoard", words: "pipeline stages kanban かんばん 段階", command: { to: paths.dealBoard() } },
  { key: "goLibrary", words: "documents files pdf 資料", command: { to: paths.library() } },
  {
    key: "goSettings",
    words: "preferences profile password ぷろふぃーる",
    command: { to: paths.settings() },
  },
  { key: "definitions", words: "numbers formula 定義", command: { to: paths.definitions() } },
  { key: "shortcuts", words: "keys help へるぷ きー", command: { opens: "shortcuts" } },
  {
    key: "themeLight",
    words: "theme bright white てーま 明るい",
    command: { posts: paths.theme(), fields: { theme: "light" } },
  },
  {
    key: "themeDark",
    words: "theme night black てーま 暗い",
    command: { posts: paths.theme(), fields: { theme: "dark" } },
  },
  {
    key: "themeSystem",
    words: "theme automatic てーま 自動",
    command: { posts: paths.theme(), fields: { theme: "system" } },
  },
  {
    key: "languageJa",
    words: "language japanese にほんご 言語",
    command: { posts: paths.language(), fields: { language: "ja" } },
  },
  {
    key: "languageEn",
    words: "language english えいご 英語 言語",
    command: { posts: paths.language(), fields: { language: "en" } },
  },
  { key: "signOut", words: "log out leave ろぐあうと", command: { posts: paths.signOut(), fields: {} } },
] as const satisfies readonly { key: string; words: string; command: Command }[];
