import type { merging as en } from "../en/merging";
import type { Translated } from "../translated";

export const merging: Translated<typeof en> = {
  title: "重複を統合",
  accounts: {
    title: "取引先を統合",
    body: "同じ会社の 2 件を 1 件にまとめます。商談・コンタクト・ルームと計測の記録も移り、もう一方の URL からはここに移動します。",
  },
  contacts: {
    title: "コンタクトを統合",
    body: "同じ人の 2 件を 1 件にまとめます。どちらのアドレスでの閲覧も、同じ人のものとして数えます。",
  },
  twins: "重複の可能性",
  twinsBody: "ドメイン・名前・よみのいずれかが同じです。",
  compare: "比べる",
  choose: "統合する相手",
  chooseOther: "ほかを選ぶ",
  find: "名前・よみ・アドレス・ドメイン",
  search: "検索",
  lately: "最近変更されたもの",
  found: "検索結果",
  nothingFound: "「{{term}}」に当てはまる、統合できる相手はありません。",
  hasMore: "ほかにもあります。名前を詳しく入力して絞り込んでください。",
  noChoice: "統合できる相手がいません。",
  field: "項目",
  keep: "残す方",
  keepHint: "もう一方の URL からは、こちらに移動します。",
  keepThis: "残す",
  values: "残す値",
  empty: "（空）",
  submit: "統合する",
  merged: "{{by}}が「{{name}}」をここに統合しました。",
  undo: "統合を取り消す",
  undoMany: "統合したもの",
  stale: "どちらかが変更またはアーカイブされました。もう一度 2 件を確認してください。",
  same: "統合する別の相手を選択してください。",
  undone: "統合を取り消しました。",
  refused: {
    undone: "この統合はすでに取り消されています。",
    kept_gone: "残した方が削除されたため、取り消せません。",
    gone_gone: "もう一方が完全に削除されたため、取り消せません。",
    merged_on:
      "その後もう一度統合されたため、この統合だけを取り消すことはできません。先に後の統合を取り消してください。",
    email_taken: "どちらかのアドレスが別のコンタクトで使われているため、取り消せません。",
  },
};
