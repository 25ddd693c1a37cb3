import type { admin as en } from "../en/admin";
import type { Translated } from "../translated";

export const admin: Translated<typeof en> = {
  mails: {
    title: "メール",
    body: "Engawa が作成したすべてのメールを新しい順に表示します。",
    keptNotice: "メールサーバー（SMTP_URL）が設定されていないため、メールは送信されずここに保管されます。",
    empty: "メールはまだありません",
    emptyBody: "閲覧者への確認コードやメンバーへの通知が作成されると、ここに表示されます。",
    to: "宛先",
    subject: "件名",
    state: "状態",
    when: "作成日時",
    states: { queued: "送信待ち", sent: "送信済み", kept: "保管中", failed: "送信失敗" },
    contains: "本文",
    private: "受信者だけが使える鍵を含むため、本文は表示しません。",
    back: "メール一覧",
  },
  jobs: {
    title: "ジョブ",
    body: "バックグラウンドで動く処理です。5 回失敗した処理はここで対応を待ちます。",
    empty: "ジョブはありません",
    emptyBody: "待機中の処理も失敗した処理もありません。",
    kind: "種類",
    state: "状態",
    attempts: "試行回数",
    when: "予定日時",
    tried: "試行 {{count}} 回",
    replay: "再実行",
    replayed: "待機列に戻しました。",
    counts: "待機 {{queued}} 件、実行中 {{running}} 件、失敗 {{dead}} 件",
    states: { queued: "待機中", running: "実行中", done: "完了", dead: "失敗" },
    filterAll: "すべて",
  },
};
