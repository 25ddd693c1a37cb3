import { type APIRequestContext, expect } from "@playwright/test";
import { newId } from "~/platform/ids";

/** A proposal with the blocks that are wide or can be pressed. */
export const OFFER = {
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "ご提案の要点" }] },
    {
      type: "callout",
      attrs: { tone: "info" },
      content: [paragraph("港から台所まで、温度を切らさずにお届けします。")],
    },
    {
      type: "columns",
      content: ["One partner for the whole way", "夜間配送と温度記録"].map((text) => ({
        type: "column",
        content: [paragraph(text)],
      })),
    },
    {
      type: "pricing",
      attrs: {
        pricing: {
          currency: "JPY",
          rounding: "floor",
          taxMode: "exclusive",
          lines: [priceLine("base", 12_800_000, false), priceLine("night", 950_000, true)],
        },
      },
    },
    { type: "acceptance" },
  ],
};

export interface Workplace {
  planId: string;
  taskId: string;
  formId: string;
}

/** A plan with work for both sides, a form with every kind of question and a few words in the chat. */
export async function furnish(request: APIRequestContext, roomId: string): Promise<Workplace> {
  const post = (address: string, form: Record<string, string>) => request.post(address, { form });
  const add = async (intent: "addPlan" | "addForm", title: string) => {
    const made = await post(`/rooms/${roomId}`, { intent, title, requestKey: newId() });
    expect(made.status()).toBe(302);
    return /\/pages\/([0-9a-z]{26})/.exec(made.headers().location ?? "")?.[1] ?? "";
  };

  const planId = await add("addPlan", "ご決定までの計画");
  const plan = `/rooms/${roomId}/pages/${planId}/plan`;
  await post(plan, { intent: "addMilestone", title: "内容のご確認", requestKey: newId() });
  const milestone = /name="milestoneId"[^>]*value="([0-9a-z]{26})"/.exec(
    await (await request.get(plan)).text(),
  );
  const milestoneId = milestone?.[1] ?? "";
  const tasks = [
    { title: "提案書を読み、質問を書き出す", owner: "them", dueDay: "2020-04-01" },
    { title: "Security review with the people of information systems", owner: "them", dueDay: "2199-05-29" },
    { title: "最終版のお見積り", owner: "us", dueDay: "" },
  ];
  for (const task of tasks) {
    const made = await post(plan, { intent: "addTask", requestKey: newId(), milestoneId, ...task });
    expect(made.status(), task.title).toBeLessThan(400);
  }
  const taskId = /id="task-([0-9a-z]{26})"/.exec(await (await request.get(plan)).text())?.[1] ?? "";

  const formId = await add("addForm", "ご要望のアンケート");
  await saveQuestions(request, `/rooms/${roomId}/pages/${formId}`);
  for (const body of [
    "配送の開始日はいつ頃をご希望ですか。",
    "**Twelve** lorries are set aside.\n- day\n- night",
  ]) {
    const said = await post(`/rooms/${roomId}/chat`, { intent: "send", clientId: newId(), body });
    expect(said.status()).toBeLessThan(400);
  }
  return { planId, taskId, formId };
}

async function saveQuestions(request: APIRequestContext, address: string): Promise<void> {
  const kinds = ["short", "long", "single", "multiple", "number", "date", "rating", "nps", "yesno"];
  const form = new URLSearchParams({ do: "save", version: "1", intro: "三分ほどで終わります。" });
  for (const kind of kinds) {
    form.append("id", newId());
    form.append("kind", kind);
    form.append("label", `ご要望（${kind}）`);
    form.append("help", "");
    form.append("choices", kind === "single" || kind === "multiple" ? "昼\n夜間\nBoth" : "");
  }
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const saved = await request.post(address, { headers, data: form.toString() });
  expect(saved.status()).toBe(200);
}

function paragraph(text: string) {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

function priceLine(id: string, unitMinor: number, optional: boolean) {
  const rest = {
    description: "",
    quantityMilli: 1_000,
    discountKind: "none",
    discount: 0,
    taxRate: 1_000,
    isOn: false,
  };
  return { id, name: `Cold chain, ${id}`, unitMinor, optional, ...rest };
}
