import type { viewer as en } from "../en/viewer";
import type { Translated } from "../translated";

export const viewer: Translated<typeof en> = {
  label: "資料「{{title}}」",
  toolbar: {
    label: "資料の操作",
    download: "{{name}} をダウンロード",
  },
  pages: "ページ",
  page: {
    label: "{{page}} ページ",
    of: "{{count}} ページ中 {{page}} ページ",
    box: "ページ番号（1～{{count}}）",
    goTo: "{{page}} ページへ移動",
    previous: "前のページ",
    next: "次のページ",
    preview: "「{{title}}」の 1 ページ目",
    failed: "このページは表示できませんでした。",
  },
  zoom: {
    in: "拡大",
    out: "縮小",
    fitWidth: "幅に合わせる",
    fitPage: "ページ全体を表示",
    percent: "{{percent}} %",
  },
  thumbnails: {
    toggle: "ページ一覧",
    label: "ページ一覧",
  },
  find: {
    open: "資料内を検索",
    label: "資料内を検索",
    close: "検索を閉じる",
    next: "次の一致",
    previous: "前の一致",
    count: "{{total}} 件中 {{place}} 件目",
    countSoFar: "{{total}} 件中 {{place}} 件目…",
    none: "見つかりません",
    searching: "検索しています…",
  },
  link: {
    external: "{{address}}（新しいタブで開きます）",
    internal: "資料内のリンク",
  },
  failure: {
    gone: {
      title: "この資料は公開を終了しました",
      body: "公開が取り消された可能性があります。共有した方にお問い合わせください。",
    },
    network: {
      title: "資料を読み込めませんでした",
      body: "通信状態をご確認のうえ、もう一度お試しください。読んでいた位置は保たれます。",
    },
    password: {
      title: "この資料にはパスワードがかかっています",
      body: "ここでは表示できません。パスワードのないファイルを、共有した方にご依頼ください。",
    },
    broken: {
      title: "この資料は表示できません",
      body: "ファイルが壊れている可能性があります。共有した方に、別のファイルをご依頼ください。",
    },
    stalled: "通信が途切れました。残りのページは、つながり次第表示します。",
    retry: "もう一度試す",
    download: "ファイルをダウンロード",
  },
};
