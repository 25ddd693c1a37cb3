type Kind = "short" | "long" | "single" | "multiple" | "number" | "date" | "rating" | "nps" | "yesno";
type DemoQuestion = {
  kind: Kind;
  label: string;
  help: string | null;
  required: boolean;
  choices: string[];
};
type DemoForm = {
  title: string;
  questions: DemoQuestion[];
  /** One list a person, in the order of the questions. */
  answers: readonly (readonly (string | number | string[] | undefined)[])[];
};

const none = { help: null, required: false, choices: [] };

/** A short form that the rooms of the demonstration ask with. */
export const DEMO_FORMS: Record<"ja" | "en", DemoForm> = {
  ja: {
    title: "導入前のおうかがい",
    questions: [
      {
        kind: "single",
        label: "試験導入を始めたい時期",
        help: null,
        required: true,
        choices: ["来月", "3 か月以内", "半年以内", "未定"],
      },
      {
        kind: "multiple",
        label: "特に重視される点",
        help: "いくつでも選べます。",
        required: false,
        choices: ["現場の使いやすさ", "費用", "既存システムとの連携", "サポート"],
      },
      { kind: "number", label: "対象の店舗数", ...none },
      { kind: "nps", label: "ここまでのご案内を、社内の方にどのくらい薦めたいと思いますか", ...none },
      { kind: "long", label: "気になっていること", ...none },
    ],
    answers: [
      ["3 か月以内", ["現場の使いやすさ", "費用"], 12, 9, "繁忙期を避けて始められるか知りたいです。"],
      ["来月", ["費用"], 24, 8, undefined],
      [
        "3 か月以内",
        ["既存システムとの連携", "サポート"],
        24,
        10,
        "POS との連携の範囲を確認させてください。",
      ],
    ],
  },
  en: {
    title: "Before we start",
    questions: [
      {
        kind: "single",
        label: "When would you like to begin the pilot?",
        help: null,
        required: true,
        choices: ["Next month", "Within three months", "Within half a year", "Not decided"],
      },
      {
        kind: "multiple",
        label: "What matters most to you?",
        help: "As many as you like.",
        required: false,
        choices: ["Ease of use on the floor", "Cost", "Fit with our systems", "Support"],
      },
      { kind: "number", label: "How many stores are in scope?", ...none },
      { kind: "nps", label: "How likely are you to recommend what you have seen to a colleague?", ...none },
      { kind: "long", label: "What are you unsure about?", ...none },
    ],
    answers: [
      ["Within three months", ["Ease of use on the floor", "Cost"], 8, 9, "Can we avoid the busy season?"],
      ["Next month", ["Cost"], 16, 7, undefined],
      [
        "Within three months",
        ["Fit with our systems", "Support"],
        16,
        10,
        "How far does the till connection go?",
      ],
    ],
  },
};
