import { acceptance, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const renewal: BuiltIn = {
  name: "契約更新",
  description: "これまでの成果の振り返り、次の期間の変更点、更新のご提案と承諾をまとめます。",
  stage: "negotiate",
  pages: [
    {
      kind: "proposal",
      title: "更新のご提案",
      body: doc(
        heading(1, value("account.name", "貴社"), " 次期のご契約について"),
        text(value("contact.firstName", "ご担当者"), " 様"),
        text("現在の契約期間がまもなく終了します。これまでの振り返りと、次期のご提案をまとめました。"),
        heading(2, "これまでの成果"),
        table(["当初の目標", "現在", "備考"], ["目標 1", "数値", "測り方"], ["目標 2", "数値", "測り方"]),
        heading(2, "うまくいかなかったこと"),
        text("お客様が感じておられる課題を率直に書き、対応した内容をお示しください。"),
        heading(2, "次期のご提案"),
        list("継続するもの", "変更するものとその理由", "不要になる費用"),
        heading(2, "お見積り"),
        text(
          "次期は ",
          value("deal.closeDate", "現在の期間の終了"),
          " の翌日からを予定しています。ここに価格表を挿入してください。任意の項目は、お客様が選択できます。",
        ),
        heading(2, "次のステップ"),
        nextSteps,
        heading(2, "承諾"),
        acceptance,
        text(value("workspace.name", "弊社"), "　", value("owner.name", "担当者")),
      ),
    },
    {
      kind: "plan",
      title: "更新の計画",
      outline: {
        milestones: [
          {
            title: "振り返り",
            tasks: [
              {
                key: "figures",
                title: "契約期間中の数値をまとめる",
                side: "member",
                due: { after: "close", days: -60 },
              },
              {
                key: "survey",
                title: "短いアンケートに回答する",
                side: "viewer",
                due: { after: "close", days: -50 },
              },
              {
                key: "risk",
                title: "解約の可能性を確認する",
                side: "member",
                internal: true,
                due: { after: "close", days: -60 },
              },
            ],
          },
          {
            title: "更新",
            tasks: [
              {
                key: "meet",
                title: "振り返りの打ち合わせ",
                side: "member",
                due: { after: "close", days: -45 },
                dependsOn: ["figures", "survey"],
              },
              {
                key: "offer",
                title: "更新のご提案を公開する",
                side: "member",
                due: { after: "close", days: -30 },
                dependsOn: ["meet"],
              },
              {
                key: "accept",
                title: "更新を承諾する",
                side: "viewer",
                roleName: "予算責任者",
                due: { after: "close", days: 0 },
                dependsOn: ["offer"],
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "ご利用についてのアンケート",
      intro: "二分ほどで終わります。振り返りの打ち合わせに活かします。",
      questions: [
        {
          kind: "nps",
          label: "弊社を同僚や知人に薦める可能性はどのくらいありますか。",
          help: null,
          required: true,
          choices: [],
        },
        {
          kind: "rating",
          label: "サポートの満足度をお聞かせください。",
          help: null,
          required: false,
          choices: [],
        },
        {
          kind: "long",
          label: "来期に改善してほしいことをお聞かせください。",
          help: null,
          required: false,
          choices: [],
        },
      ],
    },
  ],
};
