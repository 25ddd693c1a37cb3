/** Invented, and never of today: the pictures of this page are compared. */
export const NOW = "2026-11-22T03:00:00Z";
const MINUTE_MS = 60_000;

export const LONG_JAPANESE = "株式会社ひのき食品ホールディングス関西物流統括本部 第二営業推進グループ";
export const LONG_LATIN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
export const RIGHT_TO_LEFT = "شركة النور للتجارة";

export const PEOPLE = ["鈴木 洋子", "Emma Clarke", "田中 健", RIGHT_TO_LEFT] as const;

export const SECTIONS_MS = [2.4, 4.8, 1.9, 0.4].map((minutes) => minutes * MINUTE_MS);
export const PAGES_MS = [72, 63, 116, 71, 100, 41, 0].map((seconds) => seconds * 1_000);
/** 64 pages, read less the further they are, the price page most. */
export const LONG_PAGES_MS = Array.from({ length: 64 }, (_, at) =>
  at === 11 ? 190_000 : Math.round(120_000 / (1 + at / 6) + (at % 7) * 4_000),
);
export const ACTIVITY_MS = [0, 2, 9, 4, 0, 0, 12, 22, 8, 3, 0, 14, 31, 18].map(
  (minutes) => minutes * MINUTE_MS,
);

/** One row for each of the people; null was never opened. */
export const READ_MS = [
  [282, 231, 154, 89, 40],
  [132, 135, 145, 96, null],
  [194, null, 81, 29, null],
  [89, 127, 46, null, 3],
].map((row) => row.map((seconds) => (seconds === null ? null : seconds * 1_000)));

export const FIRST_DAY = "2026-10-24";
export const LAST_DAY = "2026-11-22";
/** Day of the month before or of November, and minutes. */
export const VISITS = [
  { "2026-10-30": 4, "2026-11-07": 8, "2026-11-15": 3, "2026-11-22": 2 },
  { "2026-10-25": 9, "2026-11-01": 1 },
  { "2026-11-10": 1, "2026-11-12": 12 },
  {},
].map((days) => Object.entries(days).map(([day, minutes]) => ({ day, value: minutes * MINUTE_MS })));

export const ROOMS = [
  { key: "1", label: "在庫管理クラウド ご提案", x: 0, y: 30.5 * MINUTE_MS, series: "open", to: "#charts" },
  { key: "2", label: "Inventory platform proposal", x: 3, y: 22 * MINUTE_MS, series: "open" },
  { key: "3", label: "部品在庫の見える化", x: 9, y: 12 * MINUTE_MS, series: "won" },
  { key: "4", label: "POS 連携プラン", x: 21, y: 3 * MINUTE_MS, series: "lost" },
  { key: "5", label: "Lot tracking", x: 14, y: 8 * MINUTE_MS, series: "won" },
  { key: "6", label: "倉庫 6 拠点統合", x: 5, y: 17 * MINUTE_MS, series: "open" },
  { key: "7", label: "Starter plan", x: 33, y: 1 * MINUTE_MS, series: "lost" },
];

export const SURFACES = ["canvas", "surface", "sunken", "line", "line-strong", "line-control"] as const;
export const INKS = ["ink", "ink-muted", "ink-faint"] as const;
export const MEANINGS = ["accent", "positive", "warning", "danger"] as const;
export const HEATS = [0, 1, 2, 3, 4, 5] as const;
export const TEXT_SIZES = [
  "text-xs",
  "text-sm",
  "text-base",
  "text-lg",
  "text-xl",
  "text-2xl",
  "text-3xl",
] as const;
export const SPACES = [1, 2, 3, 4, 6, 8, 12, 16] as const;
export const RADII = ["rounded-sm", "rounded-md", "rounded-lg", "rounded-xl"] as const;
