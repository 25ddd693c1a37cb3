import { callout, doc, heading, list, nextSteps, table, text, value } from "../blocks";
import type { BuiltIn } from "../templates";

export const enterpriseEvaluation: BuiltIn = {
  name: "大企業向けの評価とセキュリティ確認",
  description: "評価の範囲と基準、セキュリティ確認、関係者を一つの場所にまとめます。",
  stage: "discover",
  pages: [
    {
      kind: "proposal",
      title: "評価の概要",
      body: doc(
        heading(1, value("account.name", "貴社"), "での評価"),
        text(
          "何を、どなたが、いつまでに評価し、どうなれば導入とするかをまとめたページです。双方で最新の状態に保ちます。",
        ),
        heading(2, "ご判断いただくこと"),
        text(
          "導入の可否、対象の部署、開始時期をご判断いただきます。ご決定の目標日は ",
          value("deal.closeDate", "ご相談のうえ決定"),
          " です。",
        ),
        heading(2, "評価の基準"),
        table(
          ["基準", "測り方", "評価される方"],
          ["日々の業務に合うか", "三つの作業を補助なしで完了", "試験導入の利用者"],
          ["連携", "五営業日の双方向のデータ連携", "情報システム部門"],
          ["セキュリティと個人情報", "質問票の回答と未解決事項の解消", "情報セキュリティ部門"],
          ["効果", "現状と比べた削減時間", "業務責任者"],
        ),
        heading(2, "試験導入の範囲"),
        list("対象のチームと人数", "連携するシステム", "今回は対象外とするもの"),
        heading(2, "セキュリティ確認"),
        text(
          "関連資料は、このルームの各ページにございます。ご質問は該当するページのそばのチャットにお書きください。回答が資料と一緒に残ります。",
        ),
        list(
          "データの保管場所とアクセスできる人",
          "暗号化、バックアップ、削除",
          "再委託先と認証",
          "事故が起きたときの連絡",
        ),
        callout(
          text(
            "閲覧にアカウントは不要です。リンクをセキュリティご担当の方に転送いただければ、メールに届くコードで確認のうえご覧いただけます。",
          ),
        ),
        heading(2, "次のステップ"),
        nextSteps,
        text(value("workspace.name", "弊社"), "　", value("owner.name", "担当者")),
      ),
    },
    {
      kind: "plan",
      title: "評価の計画",
      outline: {
        milestones: [
          {
            title: "準備",
            tasks: [
              {
                key: "criteria",
                title: "評価基準と現状の数値を決める",
                side: "viewer",
                roleName: "業務責任者",
                due: { after: "room", days: 7 },
              },
              { key: "committee", title: "関係者を挙げる", side: "viewer", due: { after: "room", days: 5 } },
              {
                key: "map",
                title: "推進者と慎重な方を整理する",
                side: "member",
                internal: true,
                due: { after: "room", days: 7 },
              },
            ],
          },
          {
            title: "セキュリティ確認",
            tasks: [
              {
                key: "docs",
                title: "セキュリティ資料を提出する",
                side: "member",
                due: { after: "room", days: 5 },
              },
              {
                key: "questions",
                title: "セキュリティ質問票に回答する",
                side: "member",
                due: { after: "task", key: "docs", days: 7 },
                dependsOn: ["docs"],
              },
              {
                key: "review",
                title: "内容を確認し、未解決事項を挙げる",
                side: "viewer",
                roleName: "情報セキュリティ担当",
                due: { after: "task", key: "questions", days: 10 },
                dependsOn: ["questions"],
              },
              {
                key: "points",
                title: "未解決事項に対応する",
                side: "member",
                due: { after: "task", key: "review", days: 7 },
                dependsOn: ["review"],
              },
            ],
          },
          {
            title: "試験導入とご決定",
            tasks: [
              {
                key: "start",
                title: "試験導入を始める",
                side: "member",
                due: { after: "task", key: "criteria", days: 14 },
                dependsOn: ["criteria"],
              },
              {
                key: "results",
                title: "基準に沿って結果を測る",
                side: "viewer",
                due: { after: "task", key: "start", days: 28 },
                dependsOn: ["start"],
              },
              {
                key: "legal",
                title: "契約書を確認する",
                side: "viewer",
                roleName: "法務",
                due: { after: "close", days: -14 },
              },
              {
                key: "decide",
                title: "導入を決定する",
                side: "viewer",
                roleName: "決裁者",
                due: { after: "close", days: 0 },
                dependsOn: ["results", "points", "legal"],
              },
            ],
          },
        ],
      },
    },
    {
      kind: "form",
      title: "セキュリティ確認の前に",
      intro: "必要な資料をご用意するため、六つの短い質問にお答えください。",
      questions: [
        {
          kind: "multiple",
          label: "取り扱うデータの種類をお選びください。",
          help: null,
          required: true,
          choices: [
            "取引先の連絡先",
            "顧客データ",
            "従業員データ",
            "医療などの機微な情報",
            "個人情報は扱わない",
          ],
        },
        {
          kind: "single",
          label: "データの保管場所に条件はありますか。",
          help: null,
          required: true,
          choices: ["国内に限る", "地域の指定がある", "条件はない"],
        },
        {
          kind: "yesno",
          label: "利用開始の時点でシングルサインオンが必要ですか。",
          help: null,
          required: true,
          choices: [],
        },
        {
          kind: "multiple",
          label: "必要な資料をお選びください。",
          help: null,
          required: false,
          choices: [
            "認証の証明書",
            "脆弱性診断の概要",
            "個人データの取り扱いに関する契約",
            "構成図",
            "事故対応の手順",
          ],
        },
        {
          kind: "date",
          label: "回答が必要な期日をお知らせください。",
          help: null,
          required: false,
          choices: [],
        },
        {
          kind: "long",
          label: "そのほかの確認事項があればご記入ください。",
          help: null,
          required: false,
          choices: [],
        },
      ],
    },
  ],
};
