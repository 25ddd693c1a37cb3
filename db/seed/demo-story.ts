type Story = {
  template: { name: string; description: string };
  kept: string;
  published: string;
  /** What the newer version says instead, word for word. */
  changes: readonly (readonly [before: string, after: string])[];
  added: string;
  comments: readonly [about: string, words: string, answer: string];
  signer: { name: string; title: string };
  file: { name: string; lines: readonly string[]; message: string; answer: string };
};

/** What happened later in the rooms of the demonstration. */
export const DEMO_STORY: Record<"ja" | "en", Story> = {
  ja: {
    template: {
      name: "標準の提案ルーム",
      description: "概要、導入までのプラン、事前のおうかがいを一式にしたデモ用テンプレートです。",
    },
    kept: "役員会の前の控え",
    published: "役員会向けに、進め方と目標を具体的にしました",
    changes: [
      ["棚卸しを一日で終える", "棚卸しを半日で終える"],
      ["試験導入の三店舗を決め、", "試験導入の三店舗を今月中に決め、"],
    ],
    added: "試験導入の結果は、毎週金曜にこのルームで共有します。",
    comments: [
      "目指す姿",
      "半日という目標は、研修を追加した場合の見込みです。口頭で補足をお願いします。",
      "次回の打ち合わせで説明します。",
    ],
    signer: { name: "デモ 承諾者", title: "購買責任者（架空）" },
    file: {
      name: "店舗別の試算（デモ）.csv",
      lines: ["店舗,現在の時間,見込みの時間", "東店,24,10", "西店,30,13", "南店,18,8"],
      message: "店舗別の試算をお送りします。数字はすべてデモ用です。",
      answer: "ありがとうございます。東店の数字を現場に確認します。",
    },
  },
  en: {
    template: {
      name: "Our standard room",
      description: "Summary, plan to go live and first questions in one, for the demonstration.",
    },
    kept: "Before their board meeting",
    published: "Clearer goals and dates for the board",
    changes: [
      ["Counting done in a day", "Counting done in half a day"],
      ["Choose three pilot stores,", "Choose three pilot stores this month,"],
    ],
    added: "Every Friday we share the results of the pilot in this room.",
    comments: [
      "What good looks like",
      "Half a day holds only with the extra training. Please say so when you talk to them.",
      "I'll bring it up in our next call.",
    ],
    signer: { name: "Demo Signatory", title: "Head of Purchasing (fictional)" },
    file: {
      name: "Estimate by store (demo).csv",
      lines: ["Store,Hours now,Hours expected", "East,24,10", "West,30,13", "South,18,8"],
      message: "Here is the estimate by store. All figures are made up for the demonstration.",
      answer: "Thank you. I'll check the numbers of the East store with the floor.",
    },
  },
};
