import type { chatMail as en } from "../en/chat-mail";
import type { Translated } from "../translated";

export const chatMail: Translated<typeof en> = {
  subject_one: "「{{room}}」に新しいメッセージが {{count}} 件あります",
  subject_other: "「{{room}}」に新しいメッセージが {{count}} 件あります",
  lead_one: "ルーム「{{room}}」に、まだお読みでないメッセージが {{count}} 件あります。",
  lead_other: "ルーム「{{room}}」に、まだお読みでないメッセージが {{count}} 件あります。",
  more_one: "ほか {{count}} 件。",
  more_other: "ほか {{count}} 件。",
  apart_one: "「{{room}}」の購入側だけの会話に、新しいメッセージが {{count}} 件あります。",
  apart_other: "「{{room}}」の購入側だけの会話に、新しいメッセージが {{count}} 件あります。",
  visitor: "訪問者",
  fileOnly: "（ファイル）",
  action: "チャットを開く",
  whyMember: "このルームに参加されている方にお送りしています。",
  whyBuyer:
    "{{brand}}のこのルームに、このアドレスで入室された方にお送りしています。開けない場合は、ルームのリンクを受け取ったメールからお入りください。",
  turnOff: "このルームからのこのお知らせメールを止める",
};
