import type { acceptance as en } from "../en/acceptance";
import type { Translated } from "../translated";

export const acceptance: Translated<typeof en> = {
  accepted: "{{name}} 様が承諾しました",
  ofVersion: "版 {{number}}",
  download: "証明書（PDF）",
  making: "証明書を作成しています",
  fileName: "承諾証明書_{{title}}_版{{number}}.pdf",
  mail: {
    buyer: {
      subject: "「{{title}}」の承諾について",
      lead: "{{name}} 様、ありがとうございます。{{brand}} からの「{{title}}」（版 {{number}}）を承諾いただきました。",
    },
    seller: {
      subject: "{{name}} 様が「{{title}}」を承諾しました",
      lead: "ルーム「{{room}}」で、{{name}} 様が「{{title}}」（版 {{number}}）を承諾しました。",
      action: "提案ページを開く",
    },
    attached: "証明書を PDF で添付しています。承諾された内容そのものが記されています。",
  },
  certificate: {
    title: "承諾証明書",
    lead: "この証明書は、承諾の時点でサーバーが作成したものです。何を、誰が、いつ承諾したかを示します。指紋（SHA-256）は、ただ一つの内容に対応します。",
    name: "氏名",
    jobTitle: "役職",
    signature: "入力された署名",
    email: "メールアドレス",
    verified: "{{email}}（コードで確認済み）",
    claimed: "{{email}}（本人の申告）",
    at: "日時",
    consent: "承諾の文言",
    totals: "金額",
    sum: "小計 {{net}}、税 {{tax}}、合計 {{total}}",
    proposal: "提案",
    version: "版",
    published: "{{number}}（{{at}} 公開）",
    hash: "内容の指紋",
    room: "ルーム",
    values: "変数の表示内容",
    address: "ネットワークアドレス",
    agent: "ブラウザー",
    id: "承諾番号",
    text: "承諾された内容",
    page: "{{page}} / {{pages}} ページ",
  },
};
