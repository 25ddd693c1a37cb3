import type { settings as en } from "../en/settings";
import type { Translated } from "../translated";

export const settings: Translated<typeof en> = {
  title: "設定",
  search: {
    label: "設定を検索",
    nothing: "「{{query}}」に当てはまる設定はありません。",
    found_one: "{{count}} 件の設定が見つかりました",
    found_other: "{{count}} 件の設定が見つかりました",
  },
  groups: { you: "個人", workspace: "ワークスペース", installation: "システム" },
  sections: {
    profile: "プロフィール",
    mails: "メール",
    jobs: "ジョブ",
  },
  items: {
    profileName: "お名前",
  },
};
