import type { deleting as en } from "../en/deleting";
import type { Translated } from "../translated";

export const deleting: Translated<typeof en> = {
  title: {
    account: "取引先を完全に削除",
    contact: "コンタクトを完全に削除",
    deal: "商談を完全に削除",
    room: "ルームを完全に削除",
  },
  link: "完全に削除",
  goes: "削除されるもの",
  deals: "商談：{{n}} 件",
  rooms: "ルームとそのページ：{{n}} 件",
  contacts: "コンタクト：{{n}} 人",
  links: "共有リンク：{{n}} 件。すぐに開けなくなります。",
  acceptances: "提案の承諾とその証明書：{{n}} 件",
  messages: "チャットのメッセージ：{{n}} 件。お客様同士だけの会話も削除されます。",
  files: "チャットと提案ページのファイル：{{n}} 件",
  comments: "提案ページへのチーム内コメント：{{n}} 件",
  answers: "フォームへの回答：{{n}} 件",
  tasks: "プランのタスクとそのコメント、ファイル：{{n}} 件",
  visits: "訪問とその計測の記録：{{n}} 回",
  more: "ほか {{n}} 件",
  stays: "残るもの",
  documentsStay: "ライブラリの資料",
  visitsStay: "このアドレスでの閲覧の記録（訪問 {{n}} 回）。コンタクトの名前は残りません",
  eventsStay: "誰が何をしたかの記録（名前は含みません）",
  type: "確認のため「{{name}}」と入力してください",
  forGood: "元に戻せません。アーカイブなら、すべてを残したまま一覧から外せます。",
  submit: "完全に削除する",
  mismatch: "名前が異なります。表示のとおりに入力してください。",
  colleagues:
    "商談とルームのうち {{n}} 件は、ほかのメンバーの担当です。管理者に削除を依頼するか、アーカイブしてください。",
};
