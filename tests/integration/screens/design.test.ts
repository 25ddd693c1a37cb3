import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { design as enDesign } from "~/locales/en/design";
import { design as jaDesign } from "~/locales/ja/design";
import { env, readEnv, setEnv } from "~/platform/env.server";
import { en, expectRedirect, makePeople, type Person, useScreens } from "./support";

const screens = useScreens();
let rep: Person;
beforeAll(async () => {
  rep = (await makePeople()).rep;
});
afterEach(() => setEnv(null));

describe("the design page", () => {
  test.each([
    ["en", enDesign],
    ["ja", jaDesign],
  ] as const)("shows every section to a member, in %s", async (language, texts) => {
    const page = await screens.get("/design", { cookie: rep.cookie, language });
    expect(page).toMatchObject({ status: 200, lang: language, heading: texts.title });
    const sections = [...page.document.querySelectorAll("main section[id] > div:first-child h2")];
    expect(sections.map((heading) => heading.textContent)).toEqual(Object.values(texts.sections));
  });

  test("draws nothing that is not a number, and each chart has its table", async () => {
    const { document } = await screens.get("/design", rep);
    const charts = document.querySelector("#charts");
    expect(charts?.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(charts?.querySelectorAll("table")).toHaveLength(6);
  });

  test("takes nobody's focus and repeats no id", async () => {
    const { document } = await screens.get("/design", rep);
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.querySelector("[autofocus]")).toBeNull();
  });

  test("is not there where it is switched off, nor for strangers", async () => {
    setEnv({ ...env(), showsDesignPage: false });
    expect(await screens.get("/design", rep)).toMatchObject({
      status: 404,
      heading: en.common.error.title[404],
    });
    expectRedirect(await screens.get("/design"), "/sign-in?next=%2Fdesign");
  });
});

test.each([
  ["production", undefined, false],
  ["production", "on", true],
  ["development", undefined, true],
  ["development", "off", false],
  ["production", "", false],
])("in %s with DESIGN_PAGE=%s the design page is shown: %s", (mode, setting, isShown) => {
  const source = { NODE_ENV: mode, DESIGN_PAGE: setting, SECRET_KEY: "k".repeat(32) };
  expect(readEnv(source).showsDesignPage).toBe(isShown);
});

test("another word for DESIGN_PAGE stops the start", () => {
  expect(() => readEnv({ DESIGN_PAGE: "yes", SECRET_KEY: "k".repeat(32) })).toThrow("DESIGN_PAGE");
});
