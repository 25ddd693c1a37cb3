import { beforeAll, describe, expect, test } from "vitest";
import { addressOf } from "../../isolation/harness";
import { DOORS } from "../../isolation/matrix";
import { makeTenant, type Tenant } from "../../isolation/world";
import { listPageRoutes, loadRouteModule } from "../../support/pages";
import { LANGUAGES, useScreens } from "./support";

/** WCAG 2.4.2: a page says in its title what it is, so that tabs, history and screen readers can tell it from others. */
const screens = useScreens();
let tenant: Tenant;
let patterns: string[];

beforeAll(async () => {
  tenant = await makeTenant("Kiso");
  const routes = listPageRoutes().filter(({ isLeaf, file }) => isLeaf && !file.startsWith("routes/room/"));
  const modules = await Promise.all(
    routes.map(async (route) => ({ ...route, module: await loadRouteModule(route) })),
  );
  patterns = modules.filter(({ module }) => module.default).map(({ pattern }) => pattern);
});

const titleOf = async (pattern: string, language: string) => {
  const door = DOORS[pattern];
  if (!door) throw new Error(`${pattern} has no row in the matrix`);
  const cookie = door.access === "public" ? "" : tenant.cookies.admin;
  const screen = await screens.get(addressOf(pattern, door, tenant), { cookie, language });
  return { pattern, status: screen.status, title: screen.title };
};

describe.each(LANGUAGES)("in %s", (language) => {
  test("every page has a title of its own that ends with the product's name", async () => {
    const seen: { pattern: string; status: number; title: string }[] = [];
    for (const pattern of patterns) {
      const page = await titleOf(pattern, language);
      // A page that only leads elsewhere shows nothing.
      if (page.status < 300 || page.status >= 400) seen.push(page);
    }
    expect(seen.length).toBeGreaterThan(20);
    for (const { pattern, title } of seen) {
      expect.soft([pattern, title]).toEqual([pattern, expect.stringMatching(/^.+ · Engawa$/)]);
    }
    const shared = seen
      .filter(({ status }) => status === 200)
      .filter((page, _at, all) => all.some((other) => other !== page && other.title === page.title));
    expect(shared).toEqual([]);
  });

  test("a member's pages name the workspace", async () => {
    expect((await titleOf("/rooms", language)).title).toContain(" · Workspace Kiso · ");
    expect((await titleOf("/rooms/:roomId", language)).title).toBe("Room Kiso · Workspace Kiso · Engawa");
  });
});

test("lists, forms and errors speak the language of the reader in their titles", async () => {
  for (const pattern of ["/rooms", "/accounts/new", "/settings", "/sign-in", "/*"]) {
    const [ja, en] = [await titleOf(pattern, "ja"), await titleOf(pattern, "en")];
    expect.soft([pattern, ja.title]).not.toEqual([pattern, en.title]);
  }
});

test("an error inside a workspace says what went wrong in its title", async () => {
  const screen = await screens.get("/rooms/none", { cookie: tenant.cookies.rep, language: "en" });
  expect(screen.title).toBe("This page does not exist · Workspace Kiso · Engawa");
});
