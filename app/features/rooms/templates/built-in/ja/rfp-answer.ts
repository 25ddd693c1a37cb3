import { callout, doc, heading, list, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const rfpAnswer: BuiltIn = {
  name: "RFP への回答",
  description: "提案依頼書への回答一式です。要約、要件ごとの回答、条件、質問をまとめます。",
  stage: "propose",
  pages: [
    {
      kind: "proposal",
      title: "提案依頼書へのご回答",
      body: doc(
        heading(1, value("account.name", "貴社"), " 提案依頼書へのご回答"),
        text("提出日：", value("today", "提出日"), "　提出者：", value("workspace.name", "弊社")),
        heading(2, "要約"),
        text("ご要望、ご提案、適合する理由、費用、弊社ならではの点を、五つの文でご説明ください。"),
        heading(2, "要件への回答"),
        table(
          ["番号", "要件", "回答", "備考"],
          ["1.1", "要件の文言", "対応", "確認できる箇所"],
          ["1.2", "要件の文言", "一部対応", "不足している点と対応時期"],
          ["1.3", "要件の文言", "非対応", "代替のご提案"],
        ),
        callout(
          text(
            "対応していない要件は、その旨を明記しています。お見せできないものを「対応」とはしていません。",
          ),
        ),
        heading(2, "進め方とスケジュール"),
        list("工程、節目、成果物", "双方の役割分担", "想定されるリスクと対応"),
        heading(2, "体制と実績"),
        text("営業担当だけでなく、実際に作業する担当者をお示しください。"),
        heading(2, "お見積りと条件"),
        text(
          "総額は ",
          value("deal.amount", "価格表のとおり"),
          " です。ここに価格表を挿入してください。有効期限は ",
          value("deal.closeDate", "ご依頼書に記載の日付"),
          " です。",
        ),
        heading(2, "お問い合わせ先"),
        text(
          value("workspace.name", "弊社"),
          "　",
          value("owner.title", "営業担当"),
          "　",
          value("owner.name", "担当者"),
          "　",
          value("owner.email", "このルームの連絡先をご覧ください"),
        ),
      ),
    },
    {
      kind: "plan",
      title: "選定までの計画",
      outline: {
        milestones: [
          {
            title: "提出",
            tasks: [
              { key: "questions", title: "確認事項を送る", side: "member", due: { after: "room", days: 3 } },
              {
                key: "answers",
                title: "確認事項に回答する",
                side: "viewer",
                due: { after: "task", key: "questions", days: 5 },
                dependsOn: ["questions"],
              },
              {
                key: "bid",
                title: "応札するかを決める",
                side: "member",
                internal: true,
                due: { after: "room", days: 2 },
              },
              {
                key: "submit",
                title: "回答を提出する",
                side: "member",
                due: { after: "close", days: -30 },
                dependsOn: ["answers"],
              },
            ],
          },
          {
            title: "評価",
            tasks: [
              {
                key: "demo",
                title: "デモンストレーションを行う",
                side: "member",
                due: { after: "close", days: -20 },
                dependsOn: ["submit"],
              },
              {
                key: "score",
                title: "回答を採点する",
                side: "viewer",
                roleName: "評価委員会",
                due: { after: "close", days: -10 },
                dependsOn: ["demo"],
              },
              {
                key: "award",
                title: "選定結果を通知する",
                side: "viewer",
                roleName: "調達担当",
                due: { after: "close", days: 0 },
                dependsOn: ["score"],
              },
            ],
          },
        ],
      },
    },
  ],
};
