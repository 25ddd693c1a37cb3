import { expect, test } from "../support/e2e";
import { askForCode, enterCode, readCode } from "./support/gate";
import { openSeller } from "./support/seller";

const BUYER = "ren@hinoki.example";

test("five wrong codes end a code, and only a new one opens the room", async ({
  house,
  memberPage,
  visitorPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Cold chain 2026");
  await seller.addProposal(roomId, "Proposal");
  const address = await seller.share(roomId, { gate: "code", allowed: "hinoki.example" });

  await visitorPage.goto(address);
  await expect(visitorPage).toHaveURL(`/room/${roomId}/gate`);
  expect(await visitorPage.content()).not.toContain("Cold chain");
  await askForCode(visitorPage, BUYER);
  const code = await readCode(memberPage, BUYER);
  const wrong = code === "111111" ? "222222" : "111111";
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await enterCode(visitorPage, wrong);
    await expect(visitorPage.getByLabel("Six-digit code")).toHaveAttribute("aria-invalid", "true");
  }
  await enterCode(visitorPage, code);
  await expect(visitorPage.getByText("This code can no longer be used")).toBeVisible();
  await expect(visitorPage).toHaveURL(/\/gate$/);

  await visitorPage.getByRole("button", { name: "Send a new code" }).click();
  await expect(visitorPage.getByText("A new code has been asked for")).toBeVisible();
  await enterCode(visitorPage, await readCode(memberPage, BUYER));
  await expect(visitorPage.getByRole("heading", { name: "Proposal" })).toBeVisible();
  await seller.close();
});

test("an address that is not allowed hears the same words and gets no mail", async ({
  house,
  memberPage,
  visitorPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("For Hinoki only");
  await visitorPage.goto(await seller.share(roomId, { gate: "code", allowed: "hinoki.example" }));
  await askForCode(visitorPage, "mallory@elsewhere.example");
  await expect(visitorPage.getByText("If mallory@elsewhere.example may open this link")).toBeVisible();
  await memberPage.goto("/admin/mails");
  await expect(memberPage.getByRole("row").filter({ hasText: "mallory@" })).toHaveCount(0);
  await seller.close();
});

test("a buyer without scripts passes the gate, reads, and says no to being measured", async ({
  house,
  browser,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Read without a script");
  await seller.addProposal(roomId, "Proposal");
  const address = await seller.share(roomId, { gate: "email" });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();

  await page.goto(address);
  await page.getByLabel("E-mail address", { exact: true }).fill(BUYER);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Proposal" })).toBeVisible();
  await page.getByRole("button", { name: "Do not measure" }).click();
  await expect(page.getByText("Measurement is off.")).toBeVisible();
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await context.close();
  await seller.close();
});

test("an expired link shows the closed page", async ({ house, visitorPage }) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Over");
  const response = await visitorPage.goto(await seller.share(roomId, { expiresOn: "2020-01-31" }));
  expect(response?.status()).toBe(410);
  await expect(visitorPage.getByRole("heading", { name: "This page is closed" })).toBeVisible();
  expect(await visitorPage.content()).not.toContain("Over");
  await seller.close();
});

test("neither a forged cookie nor another browser comes in without the link", async ({
  house,
  browser,
  visitorPage,
}) => {
  const seller = await openSeller(house);
  const roomId = await seller.makeRoom("Only by the link");
  const pageId = await seller.addProposal(roomId, "Proposal");
  await visitorPage.goto(await seller.share(roomId));
  await expect(visitorPage).toHaveURL(`/room/${roomId}/p/${pageId}`);
  const ownCookies = await visitorPage.context().cookies();

  const stranger = await browser.newContext({ baseURL: house.url });
  const other = await stranger.newPage();
  expect((await other.goto(visitorPage.url()))?.status()).toBe(404);

  const forged = ownCookies.map((cookie) => ({ ...cookie, value: flipped(cookie.value) }));
  await stranger.addCookies(forged);
  for (const address of ["", `/p/${pageId}`, "/gate", "/events"]) {
    const response = await other.request.get(`/room/${roomId}${address}`, { maxRedirects: 0 });
    expect([address, response.status()]).toEqual([address, 404]);
  }
  await stranger.close();
  await seller.close();
});

/** The same value with one character in its middle changed. */
function flipped(value: string): string {
  const at = Math.floor(value.length / 2);
  return `${value.slice(0, at)}${value[at] === "a" ? "b" : "a"}${value.slice(at + 1)}`;
}
