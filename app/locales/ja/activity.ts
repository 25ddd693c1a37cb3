import type { activity as en } from "../en/activity";
import type { Translated } from "../translated";

export const activity: Translated<typeof en> = {
  title: "活動",
  empty: "まだ活動はありません",
  someone: "匿名の方",
  system: "Engawa",
  events: {
    workspace: { created: "がワークスペースを作成しました" },
    member: {
      joined: "が参加しました",
      signed_in: "がログインしました",
      signed_out_everywhere: "がすべての端末からログアウトしました",
      profile_changed: "がプロフィールを変更しました",
    },
    account: {
      created: "が取引先を登録しました",
      updated: "が取引先を変更しました",
      archived: "が取引先をアーカイブしました",
      restored: "が取引先を元に戻しました",
      report_exported: "が取引先のレポートを書き出しました",
    },
    contact: {
      created: "がコンタクトを登録しました",
      updated: "がコンタクトを変更しました",
      archived: "がコンタクトをアーカイブしました",
      restored: "がコンタクトを元に戻しました",
    },
    deal: {
      created: "が商談を登録しました",
      updated: "が商談を変更しました",
      archived: "が商談をアーカイブしました",
      restored: "が商談を元に戻しました",
      closed: "が商談を終了しました",
      reopened: "が商談を再開しました",
    },
    room: {
      created: "がルームを作成しました",
      updated: "がルームを変更しました",
      archived: "がルームをアーカイブしました",
      restored: "がルームを元に戻しました",
      visited: "がルームを訪問しました",
    },
    page: {
      added: "がページを追加しました",
      renamed: "がページ名を変更しました",
      moved: "がページを移動しました",
      archived: "がページを外しました",
      restored: "がページを元に戻しました",
      document_replaced: "が資料を差し替えました",
    },
    proposal: { edited: "が提案ページを編集しました" },
    link: {
      created: "が共有リンクを作成しました",
      updated: "が共有リンクを変更しました",
      revoked: "が共有リンクを無効にしました",
      rotated: "が共有リンクの URL を作り直しました",
    },
    gate: { passed: "が入室しました" },
    consent: { given: "が計測に同意しました", declined: "が計測を断りました" },
    hit: { reclassed: "がアクセスの分類を変更しました" },
    report: { exported: "がレポートを書き出しました" },
    document: {
      uploaded: "が資料をアップロードしました",
      renamed: "が資料名を変更しました",
      archived: "が資料をアーカイブしました",
      restored: "が資料を元に戻しました",
      downloaded: "が資料をダウンロードしました",
    },
  },
};
