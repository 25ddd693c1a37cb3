/** Invented companies and people for the demonstration; every address ends in .example, which belongs to nobody. */
export const DEMO_WORKSPACE = { name: "みなとワークス（デモ）", domain: "minato-works.example" } as const;
export const DEMO_PASSWORD = "engawa demo veranda";

export const DEMO_MEMBERS = [
  { key: "admin", name: "青木 遥", email: "admin@minato-works.example", role: "admin", language: "ja" },
  {
    key: "manager",
    name: "三浦 大輔",
    email: "manager@minato-works.example",
    role: "manager",
    language: "ja",
  },
  { key: "rep", name: "森 あおい", email: "rep@minato-works.example", role: "rep", language: "ja" },
  { key: "rep2", name: "Emma Clarke", email: "rep.en@minato-works.example", role: "rep", language: "en" },
] as const;

export type MemberKey = (typeof DEMO_MEMBERS)[number]["key"];
type Language = "ja" | "en";
type Stage = "qualify" | "discover" | "propose" | "negotiate" | "close";
type DecisionRole = "decision_maker" | "champion" | "influencer" | "blocker" | "user";

/** name, address before the @, title, department, role in the decision */
export type DemoContact = readonly [string, string, string, string, DecisionRole];
export type DemoDeal = {
  name: string;
  stage: Stage;
  amountMinor: number;
  currency: string;
  closeInDays: number;
  outcome?: "won" | "lost";
  reason?: { key: string; note: string };
  rooms: readonly {
    name: string;
    gate: "open" | "email" | "code";
    interest: "hot" | "warm" | "cooling" | "silent";
  }[];
};
export type DemoAccount = {
  name: string;
  reading?: string;
  domain: string;
  language: Language;
  owner: MemberKey;
  contacts: readonly DemoContact[];
  deals: readonly DemoDeal[];
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    name: "株式会社あおば食品ホールディングス",
    reading: "アオバショクヒンホールディングス",
    domain: "aoba-foods.example",
    language: "ja",
    owner: "rep",
    contacts: [
      ["佐藤 恵美", "sato", "情報システム部 部長", "情報システム部", "decision_maker"],
      ["田中 健", "tanaka", "主任", "店舗運営部", "champion"],
      ["鈴木 洋子", "suzuki", "課長", "経理部", "influencer"],
      ["長谷川 翔太郎", "hasegawa", "担当", "法務部", "blocker"],
    ],
    deals: [
      {
        name: "全国 120 店舗 在庫管理の刷新",
        stage: "negotiate",
        amountMinor: 18_400_000,
        currency: "JPY",
        closeInDays: 24,
        rooms: [{ name: "在庫管理クラウド ご提案", gate: "code", interest: "hot" }],
      },
      {
        name: "物流センター 追加導入",
        stage: "qualify",
        amountMinor: 4_200_000,
        currency: "JPY",
        closeInDays: 95,
        rooms: [{ name: "物流センター向け ご案内", gate: "email", interest: "silent" }],
      },
    ],
  },
  {
    name: "北斗精密工業株式会社",
    reading: "ホクトセイミツコウギョウ",
    domain: "hokuto-seimitsu.example",
    language: "ja",
    owner: "rep",
    contacts: [
      ["伊藤 誠", "ito", "工場長", "生産本部", "decision_maker"],
      ["渡辺 美咲", "watanabe", "係長", "生産管理課", "champion"],
      ["山本 浩二", "yamamoto", "担当", "購買部", "influencer"],
    ],
    deals: [
      {
        name: "部品在庫の見える化",
        stage: "propose",
        amountMinor: 7_800_000,
        currency: "JPY",
        closeInDays: 40,
        rooms: [
          { name: "部品在庫の見える化 ご提案", gate: "email", interest: "warm" },
          { name: "セキュリティ確認資料", gate: "code", interest: "cooling" },
        ],
      },
    ],
  },
  {
    name: "みずほ野クリニックグループ",
    reading: "ミズホノクリニックグループ",
    domain: "mizuhono-clinic.example",
    language: "ja",
    owner: "rep",
    contacts: [
      ["中村 由紀", "nakamura", "事務長", "本部", "decision_maker"],
      ["小林 直樹", "kobayashi", "担当", "薬剤部", "user"],
    ],
    deals: [
      {
        name: "薬剤在庫システム",
        stage: "close",
        amountMinor: 3_600_000,
        currency: "JPY",
        closeInDays: -8,
        outcome: "won",
        reason: { key: "won_value", note: "現場の使いやすさ" },
        rooms: [{ name: "薬剤在庫システム ご提案", gate: "email", interest: "warm" }],
      },
    ],
  },
  {
    name: "株式会社ひだまり書店",
    reading: "ヒダマリショテン",
    domain: "hidamari-books.example",
    language: "ja",
    owner: "manager",
    contacts: [
      ["加藤 さくら", "kato", "代表取締役", "経営", "decision_maker"],
      ["吉田 蓮", "yoshida", "店長", "本店", "user"],
    ],
    deals: [
      {
        name: "POS 連携プラン",
        stage: "discover",
        amountMinor: 1_250_000,
        currency: "JPY",
        closeInDays: 60,
        rooms: [{ name: "POS 連携プランのご紹介", gate: "open", interest: "cooling" }],
      },
    ],
  },
  {
    name: "Northwind Outfitters",
    domain: "northwind-outfitters.example",
    language: "en",
    owner: "rep2",
    contacts: [
      ["Grace Whitfield", "grace", "VP Operations", "Operations", "decision_maker"],
      ["Tom Okafor", "tom", "Inventory Lead", "Operations", "champion"],
      ["Priya Raman", "priya", "Finance Manager", "Finance", "influencer"],
    ],
    deals: [
      {
        name: "Inventory platform for 40 stores",
        stage: "propose",
        amountMinor: 8_640_000,
        currency: "USD",
        closeInDays: 33,
        rooms: [
          { name: "Inventory platform proposal", gate: "code", interest: "hot" },
          { name: "Security review", gate: "code", interest: "warm" },
        ],
      },
    ],
  },
  {
    name: "Larkspur Medical Supply",
    domain: "larkspur-medical.example",
    language: "en",
    owner: "rep2",
    contacts: [
      ["Daniel Brandt", "daniel", "Head of IT", "IT", "decision_maker"],
      ["Sofia Marchetti", "sofia", "Warehouse Manager", "Logistics", "champion"],
    ],
    deals: [
      {
        name: "Lot tracking rollout",
        stage: "discover",
        amountMinor: 5_200_000,
        currency: "USD",
        closeInDays: -4,
        rooms: [{ name: "Lot tracking for Larkspur", gate: "email", interest: "cooling" }],
      },
    ],
  },
  {
    name: "Fernhill Coffee Roasters",
    domain: "fernhill-coffee.example",
    language: "en",
    owner: "rep2",
    contacts: [["Hannah Lindqvist", "hannah", "Founder", "Management", "decision_maker"]],
    deals: [
      {
        name: "Starter plan",
        stage: "close",
        amountMinor: 960_000,
        currency: "USD",
        closeInDays: -20,
        outcome: "lost",
        reason: { key: "lost_timing", note: "No budget this year" },
        rooms: [{ name: "Starter plan for Fernhill", gate: "open", interest: "silent" }],
      },
    ],
  },
  {
    name: "南風ロジスティクス株式会社",
    reading: "ハエロジスティクス",
    domain: "hae-logistics.example",
    language: "ja",
    owner: "manager",
    contacts: [
      ["比嘉 隆", "higa", "取締役", "経営企画室", "decision_maker"],
      ["新垣 七海", "arakaki", "リーダー", "倉庫運営課", "champion"],
      ["金城 拓也", "kinjo", "担当", "情報システム室", "influencer"],
    ],
    deals: [
      {
        name: "倉庫 6 拠点の統合",
        stage: "propose",
        amountMinor: 11_900_000,
        currency: "JPY",
        closeInDays: 18,
        rooms: [
          { name: "倉庫 6 拠点統合のご提案", gate: "email", interest: "hot" },
          { name: "移行手順のご確認", gate: "code", interest: "warm" },
        ],
      },
    ],
  },
];
