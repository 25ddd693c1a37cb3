// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { NewRoomForm } from "~/features/rooms/components/new-room-form";
import { RoomForm } from "~/features/rooms/components/room-form";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { RoomTable } from "~/features/rooms/components/room-table";
import type { RoomRow } from "~/features/rooms/data.server";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
} from "../components/support";

const AT = new Date("2026-03-01T00:00:00Z");
const room = (over: Partial<RoomRow> = {}): RoomRow => ({
  ...({} as RoomRow),
  id: "r1",
  workspaceId: "w1",
  dealId: "d1",
  ownerId: "m1",
  name: "在庫管理のご提案",
  language: "ja",
  consentMode: "notice",
  archivedAt: null,
  createdAt: AT,
  updatedAt: AT,
  dealName: "在庫管理",
  dealStage: "propose",
  dealOutcome: "open",
  accountId: "a1",
  accountName: "株式会社あおば食品",
  ownerName: "森 あおい",
  pageCount: 3,
  ...over,
});
const hrefs = (root: ParentNode, selector = "a") =>
  all<HTMLAnchorElement>(root, selector).map((a) => a.getAttribute("href"));

describe("the rooms of an account", () => {
  test("name their deal only where it says something else", async () => {
    const same = room({ id: "r2", name: "Cold chain", dealName: "Cold chain" });
    const { page } = await open(<RoomTable rows={[room(), same]} />);
    const [first, second] = textsOf(page, "tbody th");
    expect(first).toBe("在庫管理のご提案在庫管理");
    expect(second).toBe("Cold chain");
    expect(hrefs(page)).toEqual(["/rooms/r1", "/rooms/r2"]);
  });

  test("show the stage while the deal is open and its outcome afterwards, and what is archived", async () => {
    const won = room({ id: "r2", dealOutcome: "won", archivedAt: AT });
    const { page } = await open(<RoomTable rows={[room(), won]} />);
    const [first, second] = textsOf(page, "tbody tr");
    expect(first).toContain("Propos");
    expect(first).not.toContain("Archived");
    expect(second).toContain("Won");
    expect(second).toContain("Archived");
  });

  test.each(LANGUAGES)("have a name for the table and for each column, in %s", async (language) => {
    const { page } = await open(<RoomTable rows={[room()]} />, { language });
    expect(text(one(page, "caption"))).not.toBe("");
    expect(textsOf(page, "thead th").filter(Boolean)).toHaveLength(5);
    expect(textsOf(page, "tbody td")).toContain("森 あおい");
  });
});

describe("the head of a room", () => {
  test("leads to its account, its deal and its other screens", async () => {
    const { page } = await open(<RoomHeader room={room()} canEdit />, { at: "/rooms/r1" });
    expect(text(one(page, "h1"))).toBe("在庫管理のご提案");
    expect(text(page)).toContain("森 あおい");
    expect(hrefs(page)).toEqual(expect.arrayContaining(["/accounts/a1", "/deals/d1"]));
    const tabs = one(page, "nav");
    expect(textsOf(tabs, "a")).toEqual(["Pages", "Chat", "People", "Share", "Report", "Edit"]);
    expect(textsOf(tabs, "a[aria-current]")).toEqual(["Pages"]);
  });

  test("marks only the screen one is on", async () => {
    const { page } = await open(<RoomHeader room={room()} canEdit />, { at: "/rooms/r1/links" });
    expect(textsOf(one(page, "nav"), "a[aria-current]")).toEqual(["Share"]);
  });

  test("offers editing only to those who may", async () => {
    const { page } = await open(<RoomHeader room={room()} canEdit={false} />, { at: "/rooms/r1" });
    expect(textsOf(one(page, "nav"), "a")).toEqual(["Pages", "Chat", "People", "Share", "Report"]);
    expect(isThere("Preview as the buyer")).toBe(true);
  });

  test("of an archived room says so, shares nothing and can be brought back", async () => {
    const { page, posted } = await open(<RoomHeader room={room({ archivedAt: AT })} canEdit />, {
      at: "/rooms/r1",
    });
    expect(textsOf(page, "[role=status]").join(" ")).toContain("Buyers can't open it.");
    expect(isThere("Preview as the buyer")).toBe(false);
    expect(textsOf(one(page, "nav"), "a")).not.toContain("Edit");
    await click("Restore");
    expect(posted[0]).toEqual({ path: "/rooms/r1/edit", form: { intent: "restore" } });
  });

  test("of a colleague's archived room offers nothing to do", async () => {
    const { page } = await open(<RoomHeader room={room({ archivedAt: AT })} canEdit={false} />, {
      at: "/rooms/r1",
    });
    expect(all(page, "form")).toEqual([]);
    expect(textsOf(page, "[role=status]").join(" ")).toContain("archived");
  });
});

describe("a new room", () => {
  const deals = [{ id: "d1", name: "在庫管理", accountName: "あおば食品" }];
  const accounts = [
    { id: "a1", name: "あおば食品" },
    { id: "a2", name: "Larkspur" },
  ];
  const values = { requestKey: "k1", from: "deal", dealId: "d1", language: "ja" };
  const show = (over: Partial<Parameters<typeof NewRoomForm>[0]> = {}) =>
    open(<NewRoomForm values={values} errors={{}} deals={deals} accounts={accounts} {...over} />, {
      at: "/rooms/new",
    });
  const field = (name: string) => one<HTMLInputElement>(document, `[name=${name}]`);

  test("starts from an open deal, named with its account", async () => {
    const { posted, page } = await show();
    expect(text(one(page, "select[name=dealId] option[value=d1]"))).toBe("あおば食品: 在庫管理");
    await type(field("name"), "ご提案");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toMatchObject({
      requestKey: "k1",
      from: "deal",
      dealId: "d1",
      name: "ご提案",
      language: "ja",
    });
  });

  test("without any open deal asks for a new one only", async () => {
    const { page, posted } = await show({ deals: [], values: { requestKey: "k1", language: "en" } });
    expect(text(page)).toContain("You have no open deal yet.");
    expect(all(page, "input[name=from][type=radio]")).toEqual([]);
    expect(all(page, "select[name=dealId]")).toEqual([]);
    await type(field("accountName"), "Larkspur");
    await type(field("dealName"), "Lot tracking");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toMatchObject({
      from: "account",
      accountName: "Larkspur",
      dealName: "Lot tracking",
      language: "en",
    });
  });

  test("suggests the accounts there are, by the list that its own field names", async () => {
    const { page } = await show();
    const list = one<HTMLDataListElement>(page, "datalist");
    expect(field("accountName").getAttribute("list")).toBe(list.id);
    expect(all<HTMLOptionElement>(list, "option").map(({ value }) => value)).toEqual([
      "あおば食品",
      "Larkspur",
    ]);
  });

  test("that is refused keeps what was typed and says what is wrong at each field", async () => {
    const { page } = await show({
      values: { ...values, from: "account", accountName: "あおば", dealName: "", name: "提案" },
      errors: { dealName: "required" },
    });
    expect(one<HTMLInputElement>(page, "input[value=account]").checked).toBe(true);
    expect(field("accountName").value).toBe("あおば");
    expect(field("name").value).toBe("提案");
    expect(field("dealName").getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(field("dealName"))[1]).toBe("What it is about, such as Cold chain 2026.");
    expect(field("accountName").getAttribute("aria-invalid")).not.toBe("true");
    expect(all(page, "[role=alert]").length).toBeGreaterThan(0);
  });
});

describe("editing a room", () => {
  const values = { version: "4", name: "ご提案", language: "ja", consentMode: "notice", ownerId: "m1" };
  const owners = [
    { id: "m1", name: "森 あおい" },
    { id: "m2", name: "Emma Clarke" },
  ];
  const show = (over: Partial<Parameters<typeof RoomForm>[0]> = {}) =>
    open(<RoomForm values={values} errors={{}} owners={owners} cancelTo="/rooms/r1" {...over} />, {
      at: "/rooms/r1/edit",
    });

  test("sends every field and what it was read from", async () => {
    const { page, posted } = await show();
    named<HTMLSelectElement>("Owner").value = "m2";
    named<HTMLSelectElement>("Measuring visits").value = "strict";
    await submit(one(page, "form"));
    expect(posted[0]?.form).toMatchObject({ ...values, ownerId: "m2", consentMode: "strict" });
    expect(hrefs(page)).toEqual(["/rooms/r1"]);
  });

  test("after a colleague's change shows both, in words and not in keys", async () => {
    const { page } = await show({
      values: { ...values, name: "Mine", ownerId: "m1" },
      errors: { form: "stale" },
      saved: { ...values, name: "Theirs", ownerId: "m2", language: "en" },
    });
    const notice = textsOf(page, "section fieldset");
    expect(notice).toHaveLength(3);
    expect(notice[0]).toMatch(/Mine.*Theirs/);
    expect(notice[1]).toMatch(/日本語.*English/);
    expect(notice[2]).toMatch(/森 あおい.*Emma Clarke/);
    expect(named<HTMLInputElement>("Name").value).toBe("Mine");
  });

  test("a colleague's change to the same values is no conflict", async () => {
    const { page } = await show({ errors: { form: "stale" }, saved: values });
    expect(all(page, "section fieldset")).toEqual([]);
    expect(all(page, "section")).toHaveLength(1);
  });

  test("shows no notice while nobody else has saved", async () => {
    const { page } = await show();
    expect(all(page, "section")).toEqual([]);
    expect(all(page, "[role=alert]").map(text).join("")).toBe("");
  });
});
