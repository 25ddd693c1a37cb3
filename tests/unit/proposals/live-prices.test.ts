// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NO_PARTS } from "~/features/rooms/proposals/blocks/context";
import { enlivenPrices } from "~/features/rooms/proposals/pricing/live";
import type { Pricing } from "~/features/rooms/proposals/pricing/utils";
import { renderProposal } from "~/features/rooms/proposals/render.server";

const BLOCK = "abcdefgh1234";
const line = (id: string, optional: boolean) => ({
  id,
  name: id,
  description: "",
  quantityMilli: 1_000,
  unitMinor: 1_000,
  discountKind: "none" as const,
  discount: 0,
  taxRate: 1_000,
  optional,
  isOn: false,
});
const pricing: Pricing = {
  currency: "JPY",
  rounding: "floor",
  taxMode: "exclusive",
  lines: [line("base", false), line("one", true), line("two", true)],
};

/** The server's own HTML for a reader who chose these lines. */
function drawn(...chosen: string[]): string {
  const body = { type: "doc", content: [{ type: "pricing", attrs: { blockId: BLOCK, pricing } }] };
  return renderProposal(body, {
    imageUrl: String,
    place: { side: "buyer", roomId: "r", pageId: "p" },
    parts: { ...NO_PARTS, choices: new Map([[BLOCK, chosen]]), canChoose: true },
  }).html;
}

type Sent = { url: string; body: string; answer: (reply: Response | Error) => Promise<void> };
let sent: Sent[];

beforeEach(() => {
  sent = [];
  vi.stubGlobal(
    "fetch",
    (url: string, { body }: { body: URLSearchParams }) =>
      new Promise((resolve, reject) => {
        const answer = async (reply: Response | Error) => {
          if (reply instanceof Error) reject(reply);
          else resolve(reply);
          await new Promise((done) => setTimeout(done, 5));
        };
        sent.push({ url, body: body.toString(), answer });
      }),
  );
});
afterEach(() => {
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

function openPage(html = drawn()) {
  document.body.innerHTML = `<main>${html}</main>`;
  const root = document.body.firstElementChild as HTMLElement;
  const end = enlivenPrices(root);
  const form = root.querySelector("form") as HTMLFormElement;
  const box = (id: string) => form.querySelector(`input[value="${id}"]`) as HTMLInputElement;
  const press = (id: string) => box(id).click();
  const total = () => form.querySelector('[data-sum="total"] td')?.textContent;
  return { root, form, box, press, total, end };
}
const reply = (html: unknown, status = 200) => new Response(JSON.stringify({ html }), { status });

describe("a price table that a buyer switches", () => {
  test("sends every line that is on to the address of its form, and shows the server's sums", async () => {
    const { press, total, form } = openPage();
    expect(total()).toBe("¥1,100");
    press("one");
    expect(sent[0]?.url).toMatch(/\/room\/r\/p\/p\/pricing$/);
    expect(sent[0]?.body).toBe(`blockId=${BLOCK}&line%5B%5D=one`);
    expect(form.getAttribute("aria-busy")).toBe("true");
    await sent[0]?.answer(reply(drawn("one")));
    expect(total()).toBe("¥2,200");
    expect(form.hasAttribute("aria-busy")).toBe(false);
  });

  test("keeps the focus on the switch that was pressed", async () => {
    const { press, box } = openPage();
    box("two").focus();
    press("two");
    await sent[0]?.answer(reply(drawn("two")));
    expect(document.activeElement).toBe(box("two"));
    expect(box("two").checked).toBe(true);
  });

  test("doesn't take the focus from elsewhere on the page", async () => {
    const { press } = openPage();
    press("one");
    await sent[0]?.answer(reply(drawn("one")));
    expect(document.activeElement).toBe(document.body);
  });

  test("an answer that was overtaken by another switch doesn't turn it back", async () => {
    const { press, box, total } = openPage();
    press("one");
    press("two");
    expect(sent).toHaveLength(2);
    await sent[0]?.answer(reply(drawn("one")));
    expect(box("two").checked).toBe(true);
    await sent[1]?.answer(reply(drawn("one", "two")));
    expect(total()).toBe("¥3,300");
    expect([box("one").checked, box("two").checked]).toEqual([true, true]);
  });

  test("answers that come in the wrong order leave the newest choice", async () => {
    const { press, total } = openPage();
    press("one");
    press("two");
    await sent[1]?.answer(reply(drawn("one", "two")));
    await sent[0]?.answer(reply(drawn("one")));
    expect(total()).toBe("¥3,300");
  });

  test.each<[string, Response | Error]>([
    ["the line breaks", new TypeError("no line")],
    ["the server is closed", reply(drawn("one"), 503)],
    ["the choice is refused", reply(undefined, 404)],
    ["the answer holds no table", reply("")],
    ["the answer is no JSON", new Response("<html>")],
  ])("gives back its button when %s, the choice untouched", async (_why, answer) => {
    const { press, form, box, total } = openPage();
    expect(form.hasAttribute("data-live")).toBe(true);
    press("one");
    await sent[0]?.answer(answer);
    expect(form.hasAttribute("data-live")).toBe(false);
    expect(box("one").checked).toBe(true);
    expect(total()).toBe("¥1,100");
    expect(form.querySelector("button[type=submit]")).not.toBeNull();
  });

  test("an answer without a form changes nothing", async () => {
    const { press, total } = openPage();
    press("one");
    await sent[0]?.answer(reply("<p>signed out</p>"));
    expect(total()).toBe("¥1,100");
  });

  test("other fields of the page are none of its business", () => {
    const { root } = openPage(`${drawn()}<form><input type="checkbox" id="other"></form>`);
    (root.querySelector("#other") as HTMLInputElement).click();
    expect(sent).toEqual([]);
  });

  test("hears nothing any more once it is over", () => {
    const { press, end } = openPage();
    end();
    press("one");
    expect(sent).toEqual([]);
  });
});
