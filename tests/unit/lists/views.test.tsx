// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { ViewTabs } from "~/features/workspaces/views/components/view-tabs";
import type { SavedView } from "~/features/workspaces/views/schema";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
  until,
} from "../components/support";
import { IDS, SHAPE, stateOf } from "./support";

const view = (over: Partial<SavedView> = {}): SavedView => ({
  id: IDS[0],
  name: "今期の提案",
  query: "stage=propose",
  isShared: false,
  memberId: "m1",
  memberName: "森 あおい",
  ...over,
});

const show = (
  query: string,
  views: readonly SavedView[] = [view()],
  role: "rep" | "admin" = "rep",
  language: "en" | "ja" = "en",
) =>
  open(
    <ViewTabs
      kind="deals"
      shape={SHAPE}
      list={stateOf(query)}
      views={views}
      actor={{ role, memberId: "m1" }}
      pathname="/deals"
      requestKey="01hzz"
    />,
    { at: `/deals?${query}`, language },
  );
const current = () => textsOf(document, "[aria-current=page]");

describe("views of a list", () => {
  test("stand beside the built-in ones, each at its own address", async () => {
    const { page } = await show("");
    expect(all<HTMLAnchorElement>(page, "nav a").map((a) => a.getAttribute("href"))).toEqual([
      "/deals",
      "/deals?owner=me",
      "/deals?archived=1",
      `/deals?view=${IDS[0]}&stage=propose`,
    ]);
    expect(current()).toEqual(["All"]);
  });

  test("an open one that was changed says so, and can be updated", async () => {
    const { posted } = await show(`view=${IDS[0]}&stage=close`);
    expect(current()[0]).toContain("Changed since it was saved");
    await click("Save changes to “今期の提案”");
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toEqual({ intent: "update", viewId: IDS[0], query: "stage=close" });
  });

  test("the order of values in an address is no change", async () => {
    await show(`view=${IDS[0]}&stage=propose&page=4`);
    expect(current()).toEqual(["今期の提案"]);
    expect(isThere("Save changes to “今期の提案”")).toBe(false);
  });

  test("what is shown can be kept under a name, once it is not kept already", async () => {
    const { page, posted } = await show("stage=close&sort=close&page=9");
    await type(named<HTMLInputElement>("Name of the view"), "締め切り順");
    await submit(all<HTMLFormElement>(page, "form")[0] ?? one(page, "form"));
    expect(posted[0]?.form).toMatchObject({
      intent: "create",
      list: "deals",
      query: "stage=close&sort=close",
      requestKey: "01hzz",
      name: "締め切り順",
    });
    await show("stage=propose");
    expect(isThere("Name of the view")).toBe(false);
  });

  test("one's own is renamed and shared; deleting it can be taken back", async () => {
    const { page, posted } = await show(`view=${IDS[0]}&stage=propose`);
    await type(named<HTMLInputElement>("Name of the view"), "来期");
    const [rename, remove] = all<HTMLFormElement>(page, "form");
    if (!rename || !remove) throw new Error("two forms are expected");
    await submit(rename);
    expect(posted[0]?.form).toEqual({ intent: "rename", viewId: IDS[0], name: "来期" });
    await submit(remove);
    await until(() => text(document.body).includes("The view “今期の提案” was deleted."));
    await click("Undo");
    await until(() => posted.length === 3);
    expect(posted[2]?.form).toMatchObject({ intent: "create", name: "今期の提案", query: "stage=propose" });
  });

  test("a colleague's shared view is used, not changed; an admin may", async () => {
    const shared = view({ isShared: true, memberId: "m2", memberName: "三浦 大輔" });
    const { page } = await show(`view=${IDS[0]}&stage=propose`, [shared]);
    expect(one(page, "[aria-current=page]").title).toBe("Shared by 三浦 大輔");
    expect(all(page, "form")).toEqual([]);
    expect(all((await show(`view=${IDS[0]}&stage=propose`, [shared], "admin")).page, "form")).toHaveLength(2);
  });

  test.each(LANGUAGES)("nothing is left untranslated in %s", async (language) => {
    const { page } = await show(`view=${IDS[0]}&stage=close`, [view()], "rep", language);
    expect(text(page)).not.toMatch(/views\.|undefined/);
  });
});
