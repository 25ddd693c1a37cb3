import type { Deck } from "./pdf";

type Language = "ja" | "en";

/** The decks of the demonstration, in both languages. */
export const DEMO_DECKS: Record<Language, readonly Deck[]> = {
  ja: [
    {
      title: "在庫管理クラウド ご提案書",
      subtitle: "現場が毎日使える在庫管理を、三か月で。",
      footer: "デモ資料　みなとワークス（架空）",
      sheets: [
        {
          title: "現状の課題",
          lines: [
            "棚卸しに毎月三日かかり、閉店後の作業になっています。",
            "店舗ごとに表計算ファイルが異なり、欠品の発見が遅れます。",
            "本部が数字を確認できるのは翌週です。",
          ],
        },
        {
          title: "解決の進め方",
          lines: [
            "まず三店舗で試験導入し、手順を整えます。",
            "既存の POS と毎時連携します。",
            "現場の入力は一画面、三回のタップで終わります。",
          ],
        },
        {
          title: "期待できる効果",
          lines: ["棚卸しの時間を半分以下に。", "欠品による機会損失を削減。"],
          bars: [
            ["現在の棚卸し時間", 72],
            ["三か月後（見込み）", 34],
            ["六か月後（見込み）", 26],
          ],
        },
        {
          title: "価格",
          lines: [
            "一店舗あたり月額 9,800 円（年払い）。",
            "初期設定と研修は一式 600,000 円。",
            "試験導入の三か月は無料です。",
          ],
        },
        {
          title: "スケジュール",
          lines: ["一か月目　要件の確認と設定", "二か月目　三店舗での試験導入", "三か月目　全店舗への展開"],
        },
        {
          title: "体制とサポート",
          lines: ["専任の導入担当が一名つきます。", "平日 9 時から 18 時まで電話で対応します。"],
        },
      ],
    },
    {
      title: "セキュリティ概要",
      subtitle: "データの保管、権限、監査について。",
      footer: "デモ資料　みなとワークス（架空）",
      sheets: [
        {
          title: "データの保管",
          lines: ["データは国内のデータセンターに保管します。", "通信と保管データはどちらも暗号化します。"],
        },
        {
          title: "権限の管理",
          lines: ["役割ごとに閲覧と編集の範囲を分けます。", "退職者のアカウントは即時に無効にできます。"],
        },
        {
          title: "監査と復旧",
          lines: ["操作の記録を一年間保管します。", "毎日バックアップを取り、四半期ごとに復元を試験します。"],
        },
      ],
    },
    {
      title: "導入事例集",
      subtitle: "三つの現場で起きた変化。",
      footer: "デモ資料　みなとワークス（架空）",
      sheets: [
        {
          title: "食品スーパー　24 店舗",
          lines: ["棚卸しが三日から一日に。", "廃棄が減り、発注の残業がなくなりました。"],
        },
        {
          title: "部品メーカー　2 工場",
          lines: ["部品の所在がすぐ分かり、探す時間が半分に。"],
          bars: [
            ["導入前", 46],
            ["導入後", 21],
          ],
        },
      ],
    },
  ],
  en: [
    {
      title: "Inventory platform: proposal",
      subtitle: "Stock counts that people on the floor can live with.",
      footer: "Demonstration document, Minato Works (fictional)",
      sheets: [
        {
          title: "Where things stand",
          lines: [
            "Counting takes three days each month, after closing time.",
            "Every store keeps its own spreadsheet, so gaps are found late.",
            "Head office sees the numbers a week later.",
          ],
        },
        {
          title: "How we would go about it",
          lines: [
            "Begin with three stores and settle the routine there.",
            "Connect to the tills you have, every hour.",
            "One screen and three taps for the people who count.",
          ],
        },
        {
          title: "What to expect",
          lines: ["Less than half the hours for counting.", "Fewer empty shelves on busy days."],
          bars: [
            ["Hours today", 72],
            ["After three months (estimate)", 34],
            ["After six months (estimate)", 26],
          ],
        },
        {
          title: "Price",
          lines: [
            "79 dollars a store and month, billed yearly.",
            "Set-up and training: 4,500 dollars once.",
            "The three pilot months are free.",
          ],
        },
        {
          title: "Timeline",
          lines: [
            "Month 1: requirements and configuration",
            "Month 2: pilot in three stores",
            "Month 3: all stores",
          ],
        },
        {
          title: "People and support",
          lines: ["One named person leads your rollout.", "Phone support on working days, 9 to 18."],
        },
      ],
    },
    {
      title: "Security overview",
      subtitle: "Storage, permissions, audit.",
      footer: "Demonstration document, Minato Works (fictional)",
      sheets: [
        {
          title: "Storage",
          lines: ["Data stays in the region you choose.", "Encrypted in transit and at rest."],
        },
        {
          title: "Permissions",
          lines: ["Roles decide who reads and who edits.", "Leavers lose access at once."],
        },
        {
          title: "Audit and recovery",
          lines: ["A year of records of every change.", "Daily backups, a restore rehearsed each quarter."],
        },
      ],
    },
    {
      title: "Case studies",
      subtitle: "What changed in three places.",
      footer: "Demonstration document, Minato Works (fictional)",
      sheets: [
        {
          title: "Grocer, 24 stores",
          lines: ["Counting went from three days to one.", "Less waste, no more overtime for orders."],
        },
        {
          title: "Parts maker, 2 plants",
          lines: ["Parts are found at once; searching takes half the time."],
          bars: [
            ["Before", 46],
            ["After", 21],
          ],
        },
      ],
    },
  ],
};

const text = (value: string) => ({ type: "text", text: value });
const paragraph = (value: string) => ({ type: "paragraph", content: [text(value)] });
const heading = (level: number, value: string) => ({
  type: "heading",
  attrs: { level },
  content: [text(value)],
});
const list = (...items: string[]) => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [paragraph(item)] })),
});

function callout(tone: "info" | "warning" | "success", words: string) {
  return { type: "callout", attrs: { tone }, content: [paragraph(words)] };
}

function greeting(before: string, name: string, fallback: string, after: string) {
  const words = (text: string) => (text === "" ? [] : [{ type: "text", text }]);
  return {
    type: "paragraph",
    content: [...words(before), { type: "variable", attrs: { name, fallback } }, ...words(after)],
  };
}

type DemoLine = { name: string; description: string; pieces: number; unitMinor: number; optional?: boolean };

/** Japan's standard rate in yen, none in dollars. */
function prices(currency: "JPY" | "USD", lines: DemoLine[]) {
  const taxRate = currency === "JPY" ? 1_000 : 0;
  const pricing = {
    currency,
    rounding: "floor",
    taxMode: "exclusive",
    lines: lines.map(({ name, description, pieces, unitMinor, optional = false }, at) => ({
      id: `line${at + 1}`,
      name,
      description,
      quantityMilli: pieces * 1_000,
      unitMinor,
      discountKind: "none",
      discount: 0,
      taxRate,
      optional,
      isOn: !optional,
    })),
  };
  return { type: "pricing", attrs: { pricing } };
}

/** The proposal page that opens each room of the demonstration. */
export const DEMO_PROPOSALS: Record<Language, { title: string; body: { type: "doc"; content: unknown[] } }> =
  {
    ja: {
      title: "ご提案の概要",
      body: {
        type: "doc",
        content: [
          heading(1, "ご提案の概要"),
          greeting("", "contact.name", "ご担当者", " 様"),
          paragraph(
            "先日のお打ち合わせをもとに、在庫管理の進め方をまとめました。ご不明な点はいつでもお知らせください。",
          ),
          heading(2, "目指す姿"),
          list("棚卸しを一日で終える", "欠品にその日のうちに気づく", "本部と店舗が同じ数字を見る"),
          heading(2, "費用の目安"),
          prices("JPY", [
            { name: "利用料", description: "一店舗・月額", pieces: 12, unitMinor: 9_800 },
            { name: "初期設定と研修", description: "一式", pieces: 1, unitMinor: 600_000 },
            {
              name: "現場研修の追加",
              description: "一日・二名まで",
              pieces: 1,
              unitMinor: 80_000,
              optional: true,
            },
          ]),
          callout("info", "価格は税抜です。オプションの有無はこのページで選べます。"),
          heading(2, "次のステップ"),
          paragraph("試験導入の三店舗を決め、現場の方との打ち合わせを設定させてください。"),
          { type: "plan", attrs: { taskCount: 4 } },
          { type: "acceptance" },
        ],
      },
    },
    en: {
      title: "Summary",
      body: {
        type: "doc",
        content: [
          heading(1, "Summary"),
          greeting("Dear ", "contact.firstName", "all", ","),
          paragraph(
            "This is what we took from our talks, and how we would go about it. Tell us where we are wrong.",
          ),
          heading(2, "What good looks like"),
          list(
            "Counting done in a day",
            "Gaps seen the same day",
            "Stores and head office look at one number",
          ),
          heading(2, "Cost at a glance"),
          prices("USD", [
            { name: "Subscription", description: "Store and month", pieces: 12, unitMinor: 7_900 },
            { name: "Set-up and training", description: "Once", pieces: 1, unitMinor: 450_000 },
            {
              name: "Extra day on site",
              description: "Two people",
              pieces: 1,
              unitMinor: 160_000,
              optional: true,
            },
          ]),
          callout("info", "Prices are without tax. You can switch the option on and off right here."),
          heading(2, "Next steps"),
          paragraph("Choose three pilot stores, and let us meet the people who count there."),
          { type: "plan", attrs: { taskCount: 4 } },
          { type: "acceptance" },
        ],
      },
    },
  };
