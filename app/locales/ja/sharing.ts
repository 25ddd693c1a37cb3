import type { sharing as en } from "../en/sharing";
import type { Translated } from "../translated";

export const sharing: Translated<typeof en> = {
  title: "共有リンク",
  description: "社外の方は、必ずここにあるリンクから入ります。いつでも閉じられます。",
  backToRoom: "ルームへ戻る",
  preview: "お客様の画面で確認",
  newTitle: "新しいリンク",
  editTitle: "「{{label}}」を編集",
  noPermission: "共有できるのは、ルームの担当者、マネージャー、管理者です。",
  fields: {
    label: "名前",
    labelHint: "チーム内にだけ表示されます。送る相手やチームの名前がおすすめです。",
    gate: "開ける方",
    allowed: "許可するアドレスとドメイン",
    allowedHint:
      "1 行に 1 件ずつ入力してください（例：hinoki.example、ren@hinoki.example）。空欄の場合は、すべてのアドレスを許可します。ドメインは完全一致で、サブドメインは含みません。",
    expiresOn: "最終日",
    expiresOnHint: "この日の終わりまで開けます。空欄の場合は無期限です。",
    allowDownload: "資料のダウンロードを許可する",
  },
  gates: {
    open: "リンクを知っている方",
    email: "メールアドレスを入力した方",
    code: "確認コードでアドレスを確認できた方",
  },
  gateHints: {
    open: "閲覧者は匿名です。",
    email: "アドレスは自己申告で、確認はしません。",
    code: "6 桁のコードをメールで送り、ご本人のアドレスであることを確認します。",
  },
  actions: {
    create: "リンクを作成",
    save: "保存",
    cancel: "キャンセル",
    edit: "編集",
    rotate: "再発行",
    revoke: "閉じる",
  },
  fresh: {
    title: "リンクができました",
    body: "今すぐコピーしてください。保存するのは照合用の値だけなので、アドレスを表示できるのは一度だけです。",
    label: "リンクのアドレス",
  },
  rotate: {
    title: "「{{label}}」のアドレスを再発行しますか",
    body: "以前のアドレスはすぐに使えなくなります。すでに開いた方にも、新しいアドレスが必要です。",
    confirm: "再発行する",
  },
  revoke: {
    title: "「{{label}}」を閉じますか",
    body: "このリンクからは入れなくなり、閲覧中の方の表示も終了します。元に戻せません。",
    confirm: "リンクを閉じる",
  },
  saved: "保存しました。入り方を変えた場合は、すでに入った方も改めて確認を受けます。",
  closedNow: "リンクを閉じました。",
  table: {
    link: "リンク",
    gate: "入り方",
    people: "閲覧者",
    lastOpened: "最後の訪問",
    made: "作成",
    actions: "操作",
  },
  state: { active: "公開中", expired: "期限切れ", revoked: "終了" },
  expires: "{{date}} まで",
  noEnd: "無期限",
  download: "ダウンロード可",
  noDownload: "閲覧のみ",
  allowedCount_one: "許可 {{count}} 件",
  allowedCount_other: "許可 {{count}} 件",
  never: "まだありません",
  emptyTitle: "まだ共有していません",
  emptyBody: "リンクを作成し、お客様へお送りください。",
  errors: {
    allowed: "入力内容をご確認ください。各行はメールアドレスまたはドメインにしてください。",
  },
};
