import type { blocks as en } from "../en/blocks";
import type { Translated } from "../translated";

export const blocks: Translated<typeof en> = {
  callout: { info: "補足", warning: "注意", success: "ポイント" },
  file: {
    missing: "この資料は現在表示できません。",
    pages_one: "PDF・{{count}} ページ",
    pages_other: "PDF・{{count}} ページ",
  },
  video: {
    title: "動画",
    play: "再生：{{name}}",
    from: "{{house}} から再生します。再生を押すまで、そこへの通信は行われません。",
    closed: "このサイトの動画は表示できません。",
    back: "ページに戻る",
  },
  pricing: {
    table: "料金表",
    empty: "料金表の明細はまだありません。",
    item: "品目",
    quantity: "数量",
    unitPrice: "単価",
    taxRate: "税率",
    amount: "金額",
    optionalNote: "「オプション」の項目は、追加・除外を選べます。",
    optionOn: "オプション（追加中）",
    optionOff: "オプション（未選択）",
    discountOff: "{{off}} 引き",
    subtotal: "小計（税抜）",
    taxOf: "消費税 {{rate}}（対象 {{base}}）",
    total: "合計（税込）",
    update: "合計を更新",
  },
  plan: {
    next: "次のステップ",
    none: "アクションプランに未完了のステップはありません。",
    late: "{{date}}・期限超過",
    open: "アクションプランを開く",
  },
  acceptance: { here: "閲覧者はここで提案を承諾します。" },
};
