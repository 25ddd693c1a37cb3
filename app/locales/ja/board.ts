import type { board as en } from "../en/board";
import type { Translated } from "../translated";

export const board: Translated<typeof en> = {
  title: "商談ボード",
  label: "ステージ別の商談",
  views: { label: "商談の表示方法", table: "一覧", board: "ボード" },
  columns: { won: "受注", lost: "失注" },
  filters: {
    allOwners: "すべての担当者",
    mine: "自分の商談",
    team: "チーム",
    allTeams: "すべてのチーム",
    clear: "絞り込みを解除",
  },
  moveNamed: "「{{name}}」を移動",
  moveTo: "{{place}}に移動",
  moved: "「{{name}}」を{{place}}に移動しました",
  movedFirst: "「{{name}}」は先に変更され、いまは{{place}}にあります。ボードは最新の状態です。",
  archived: "「{{name}}」はアーカイブされました。",
  lastVisit: "最後の訪問",
  left: "（退任）",
  more: "さらに表示（{{n}}）",
  closing: { won: "「{{name}}」を受注にする", lost: "「{{name}}」を失注にする", note: "メモ" },
};
