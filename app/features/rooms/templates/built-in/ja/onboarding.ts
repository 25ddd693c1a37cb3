import { callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const onboarding: BuiltIn = {
  name: "導入支援",
  description: "ご契約から最初の成果まで。担当者、準備、研修、四週間後の確認をまとめます。",
  stage: "close",
  pages: [
    {
      kind: "proposal",
      title: "ようこそ",
      body: doc(
        heading(1, value("account.name", "貴社"), "の導入について"),
        text(
          "円滑に始めるために必要なことを、このルームにまとめました。いつ何を行うか、どなたが担当か、どこで質問できるかをご確認いただけます。",
        ),
        heading(2, "導入の流れ"),
        table(
          ["週", "実施すること", "ご準備いただくもの"],
          ["1", "キックオフとアカウントの準備", "利用者と管理者のお名前"],
          ["2", "設定とデータの準備", "情報システムご担当者"],
          ["3", "研修", "各チーム 60 分"],
          ["4", "最初の成果の確認", "比較のための数値"],
        ),
        heading(2, "担当者"),
        list(
          [value("owner.name", "担当者"), "：全般の窓口です"],
          "技術的なご質問：このルームのチャットへ",
          "お急ぎの場合：契約書に記載の番号へ",
        ),
        callout(text("このルームから、社内の方を直接ご招待いただけます。アカウントは不要です。")),
        heading(2, "次のステップ"),
        nextSteps,
      ),
    },
    {
      kind: "plan",
      title: "導入の計画",
      outline: {
        milestones: [
          {
            title: "開始",
            tasks: [
              {
                key: "names",
                title: "利用者と管理者を決める",
                side: "viewer",
                due: { after: "room", days: 3 },
              },
              {
                key: "kickoff",
                title: "キックオフを行う",
                side: "member",
                due: { after: "room", days: 7 },
                dependsOn: ["names"],
              },
              {
                key: "handover",
                title: "営業から導入担当へ引き継ぐ",
                side: "member",
                internal: true,
                due: { after: "room", days: 3 },
              },
            ],
          },
          {
            title: "準備",
            tasks: [
              {
                key: "access",
                title: "アクセス権を用意する",
                side: "viewer",
                roleName: "情報システム担当",
                due: { after: "task", key: "kickoff", days: 3 },
                dependsOn: ["kickoff"],
              },
              {
                key: "data",
                title: "データを取り込む",
                side: "member",
                due: { after: "task", key: "access", days: 5 },
                dependsOn: ["access"],
              },
            ],
          },
          {
            title: "利用開始",
            tasks: [
              {
                key: "training",
                title: "各チームの研修を行う",
                side: "member",
                due: { after: "task", key: "data", days: 5 },
                dependsOn: ["data"],
              },
              {
                key: "check",
                title: "最初の成果を一緒に確認する",
                side: "member",
                due: { after: "task", key: "training", days: 14 },
                dependsOn: ["training"],
              },
              {
                key: "feedback",
                title: "短いアンケートに回答する",
                side: "viewer",
                due: { after: "task", key: "training", days: 14 },
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "四週間後のアンケート",
      intro: "ご利用開始からの四週間について、三つの質問にお答えください。",
      questions: [
        { kind: "rating", label: "導入の進み方はいかがでしたか。", help: null, required: true, choices: [] },
        {
          kind: "nps",
          label: "弊社を同僚や知人に薦める可能性はどのくらいありますか。",
          help: null,
          required: true,
          choices: [],
        },
        {
          kind: "long",
          label: "足りないと感じることをお聞かせください。",
          help: null,
          required: false,
          choices: [],
        },
      ],
    },
  ],
};
