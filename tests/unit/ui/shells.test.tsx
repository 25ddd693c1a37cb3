// @vitest-environment jsdom
import { expect, test } from "vitest";
import { BuyerShell } from "~/ui/buyer-shell";
import { SellerShell } from "~/ui/seller-shell";
import { find, render, textsOf } from "./render";

const user = { name: "佐々木 健太郎", email: "sasaki@example.jp" };
const sellerShell = (logoUrl: string | null = null) => (
  <SellerShell
    user={user}
    workspace={{ name: "株式会社縁側", logoUrl }}
    search={{ field: <a href="/search">Search</a>, icon: <a href="/search">Search</a> }}
    favourites={null}
  >
    <h1>Rooms</h1>
  </SellerShell>
);

test("everybody is led to the settings, from the side bar, from the menu and from the phone's sheet", async () => {
  const page = await render(sellerShell());
  expect(page.querySelectorAll("a[href='/settings']")).toHaveLength(3);
});

test("what has no room under the thumb is in a sheet, and its button is marked while one of them is open", async () => {
  const page = await render(sellerShell(), { at: "/contacts" });
  const places = [...page.querySelectorAll("#more-places a")].map((link) => link.getAttribute("href"));
  expect(places).toEqual([
    "/contacts",
    "/tasks",
    "/library",
    "/templates",
    "/deals/board",
    "/imports",
    "/settings",
  ]);
  expect(find(page, "[popovertarget=more-places]").className).toContain("text-accent");
  const elsewhere = await render(sellerShell(), { at: "/deals" });
  expect(find(elsewhere, "[popovertarget=more-places]").className).not.toContain("text-accent");
});

test("the company's logo stands in the place of ours, and says nothing that its name beside it does not", async () => {
  const page = await render(sellerShell("/logo?v=1"));
  expect(page.querySelectorAll("img[src='/logo?v=1'][alt='']")).toHaveLength(2);
  expect((await render(sellerShell())).querySelector("img[src^='/logo']")).toBeNull();
});

test("the open section is marked in the navigation", async () => {
  const page = await render(sellerShell(), { language: "ja", at: "/accounts/1" });
  expect(textsOf(page, "nav [aria-current=page]")).toEqual(["取引先", "取引先"]);
});

test("signing out is a form that posts, and every menu button opens the menu that exists", async () => {
  const page = await render(sellerShell());
  expect(find(page, "form").getAttribute("method")).toBe("post");
  expect(find(page, "form").getAttribute("action")).toBe("/sign-out");
  const targets = [...page.querySelectorAll("[popovertarget]")].map((button) =>
    button.getAttribute("popovertarget"),
  );
  expect(targets).toEqual(["user-menu", "user-menu", "more-places"]);
  expect(find(page, "#user-menu").getAttribute("popover")).toBe("auto");
});

test("the first stop of the keyboard leads to the content", async () => {
  const page = await render(sellerShell());
  const first = find<HTMLAnchorElement>(page, "a, button");
  expect(first.textContent).toBe("Skip to content");
  expect(find(page, first.getAttribute("href") ?? "").tagName).toBe("MAIN");
});

const pages = ["proposal", "document", "plan"].map((kind, index) => ({
  to: `/room/r/p/${index + 1}`,
  title: `Page ${index + 1}`,
  kind,
}));
const buyerShell = (
  <BuyerShell brandName="Engawa Inc." roomName="Renewal" pages={pages} footer="We measure reading time.">
    <h1>Page 2</h1>
  </BuyerShell>
);

test("a buyer sees which page is open and where it goes on", async () => {
  const page = await render(buyerShell, { at: "/room/r/p/2" });
  expect(textsOf(page, "[aria-current=page]")).toEqual(["Page 2"]);
  expect(textsOf(page, "main nav a")).toEqual(["PreviousPage 1", "NextPage 3"]);
  expect(find(page, "footer").textContent).toBe("We measure reading time.");
});

test("a room of one page needs no navigation", async () => {
  const page = await render(
    <BuyerShell brandName="Engawa Inc." roomName="Renewal" pages={pages.slice(0, 1)}>
      <h1>Page 1</h1>
    </BuyerShell>,
    { at: "/room/r/p/1" },
  );
  expect(page.querySelector("nav")).toBeNull();
});
