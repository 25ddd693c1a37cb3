// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { enlivenPrices } from "~/features/rooms/proposals/pricing/live";

const form = (total: string, isOn: boolean) =>
  `<form data-pricing="b" method="post" action="/room/r/p/p/pricing"><input type="hidden" name="blockId" value="b">` +
  `<input type="checkbox" name="line[]" value="x"${isOn ? " checked" : ""}><b>${total}</b><button>Update</button></form>`;

let sent: { url: string; body: string }[];
let reply: () => Response | Promise<Response>;
beforeEach(() => {
  sent = [];
  reply = () => new Response(JSON.stringify({ html: `<div data-card="pricing">${form("200", true)}</div>` }));
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    sent.push({ url, body: String(init.body) });
    return reply();
  });
  document.body.innerHTML = `<main>${form("100", false)}</main>`;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const root = () => document.querySelector("main") as HTMLElement;
const box = () => document.querySelector("input[type=checkbox]") as HTMLInputElement;
const total = () => document.querySelector("b")?.textContent;
async function press(): Promise<void> {
  box().focus();
  box().click();
  await new Promise((resolve) => setTimeout(resolve, 5));
}

test("a switch is sent by itself, the new sums take their place and the switch keeps the focus", async () => {
  enlivenPrices(root());
  expect(document.querySelector("form")?.hasAttribute("data-live")).toBe(true);
  await press();
  expect(sent.map(({ body }) => body)).toEqual(["blockId=b&line%5B%5D=x"]);
  expect(sent[0]?.url).toContain("/room/r/p/p/pricing");
  expect(total()).toBe("200");
  expect(document.activeElement).toBe(box());
  expect(box().checked).toBe(true);
});

test.each([
  ["refuses", () => new Response("no", { status: 409 })],
  ["can't be reached", () => Promise.reject(new TypeError("no line"))],
  ["says something else", () => new Response("<html>")],
])("when the server %s the sums stay and the button comes back", async (_what, answer) => {
  reply = answer;
  enlivenPrices(root());
  await press();
  expect(total()).toBe("100");
  expect(document.querySelector("form")?.hasAttribute("data-live")).toBe(false);
});

test("an answer that was overtaken by another switch is not shown", async () => {
  let answer = (_response: Response) => {};
  reply = () => new Promise((resolve) => (answer = resolve));
  enlivenPrices(root());
  await press();
  box().checked = false;
  answer(new Response(JSON.stringify({ html: form("200", true) })));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(total()).toBe("100");
});

test("once ended nothing is sent any more", async () => {
  enlivenPrices(root())();
  await press();
  expect(sent).toEqual([]);
});
