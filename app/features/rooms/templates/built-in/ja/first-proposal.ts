import { acceptance, callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const firstProposal: BuiltIn = {
  name: "はじめてのご提案",
  description: "初回のお打ち合わせ後にお送りする提案と、ご決定までの計画です。",
  stage: "propose",
  pages: [
    {
      kind: "proposal",
      title: "ご提案書",
      body: doc(
        heading(1, value("account.name", "貴社"), "へのご提案"),
        text(value("contact.firstName", "ご担当者"), " 様"),
        text(
          "先日はお時間をいただき、ありがとうございました。お伺いした内容と、弊社からのご提案、必要なご準備をこのページにまとめました。認識の違いなどがございましたら、このルームのチャットでお気軽にお知らせください。",
        ),
        heading(2, "お伺いした内容"),
        list(
          "現在の状況（お客様の言葉でご記入ください）",
          "その影響：時間、費用、機会の損失",
          "目指す姿と、その測り方",
        ),
        heading(2, "ご提案の内容"),
        text("解決策を三つの文でご説明ください。お読みになる方が体験する順に書くと伝わりやすくなります。"),
        table(
          ["段階", "実施すること", "成果"],
          ["1. 開始", "要件の確認と環境の準備", "共有の計画"],
          ["2. 試験導入", "一つのチームでご利用", "最初の数値"],
          ["3. 全体展開", "全チームでご利用", "目指す姿の実現"],
        ),
        heading(2, "費用"),
        text(
          "想定している規模は ",
          value("deal.amount", "ご相談のうえ決定"),
          " です。ここに価格表を挿入し、含まれるものと任意のものをお示しください。",
        ),
        heading(2, "進め方"),
        nextSteps,
        heading(2, "ご決定"),
        callout(
          text("この提案は、このページで承諾いただけます。署名の前に内容をもう一度ご確認いただけます。"),
        ),
        acceptance,
        text(value("workspace.name", "弊社"), "　", value("owner.name", "担当者")),
      ),
    },
    {
      kind: "plan",
      title: "ご決定までの計画",
      outline: {
        milestones: [
          {
            title: "内容のご確認",
            tasks: [
              {
                key: "read",
                title: "提案書を読み、質問を書き出す",
                side: "viewer",
                due: { after: "room", days: 3 },
              },
              {
                key: "talk",
                title: "提案内容のご説明と質疑",
                side: "member",
                due: { after: "task", key: "read", days: 3 },
                dependsOn: ["read"],
              },
              {
                key: "rivals",
                title: "比較検討先を確認する",
                side: "member",
                internal: true,
                due: { after: "room", days: 5 },
              },
            ],
          },
          {
            title: "ご決定",
            tasks: [
              {
                key: "budget",
                title: "予算と稟議の流れを確認する",
                side: "viewer",
                roleName: "予算責任者",
                due: { after: "room", days: 10 },
              },
              {
                key: "final",
                title: "最終版の提案を送る",
                side: "member",
                due: { after: "close", days: -7 },
                dependsOn: ["talk"],
              },
              {
                key: "accept",
                title: "提案を承諾する",
                side: "viewer",
                roleName: "決裁者",
                due: { after: "close", days: 0 },
                dependsOn: ["final", "budget"],
              },
            ],
          },
        ],
      },
    },
  ],
};
