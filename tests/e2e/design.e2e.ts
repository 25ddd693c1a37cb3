import type { Browser, Page } from "@playwright/test";
import { ADMIN, createFirstAdmin, expect, test } from "../support/e2e";
import { type RunningServer, startServer } from "../support/server";
import { compare, drawsLikeThePictures } from "./support/pictures";
import { watchProblems } from "./support/problems";

/*
 * The parts of /design against the pictures in __snapshots__. After a change that is meant, look at the new pictures:
 *   npx playwright test tests/e2e/design.e2e.ts --update-snapshots
 */
const SECTIONS = ["colour", "type", "shape", "actions", "forms", "lists", "waiting", "charts"] as const;
type Look = { language: "ja" | "en"; scheme: "light" | "dark"; width: 1440 | 390 };

/** Each section in one pair, each pair its opposites; together the sections show all eight. */
const PAIRS: readonly (readonly [Look, Look])[] = [
  [look("ja", "light", 1440), look("en", "dark", 390)],
  [look("ja", "dark", 390), look("en", "light", 1440)],
  [look("ja", "light", 390), look("en", "dark", 1440)],
  [look("ja", "dark", 1440), look("en", "light", 390)],
];

let server: RunningServer;
let storageState: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
const problems: string[] = [];

test.describe.configure({ mode: "serial" });
test.use({ trace: "off" });

test.beforeAll(async ({ browser }) => {
  server = await startServer({ env: { DESIGN_PAGE: "on" } });
  const context = await browser.newContext({ baseURL: server.url });
  await createFirstAdmin(await context.newPage(), server);
  const form = { intent: "profile", name: ADMIN.name, language: "" };
  const headers = { origin: server.url };
  expect((await context.request.post("/settings", { form, headers })).status()).toBeLessThan(400);
  storageState = await context.storageState();
  await context.close();
});

test.afterAll(() => server?.stop());

for (const [at, pair] of PAIRS.entries()) {
  for (const shown of pair) {
    const sections = SECTIONS.filter((_, section) => section % PAIRS.length === at);
    const name = `${shown.language}-${shown.scheme}-${shown.width}`;
    test(`${sections.join(" and ")} look as kept, ${name}`, async ({ browser }) => {
      test.skip(!drawsLikeThePictures(), "the pictures were drawn with fonts-ipafont");
      const page = await open(browser, shown);
      for (const section of sections) await compare(page, `#${section}`, `${section}-${name}`);
      expect(problems.splice(0)).toEqual([]);
      await page.context().close();
    });
  }
}

async function open(browser: Browser, { language, scheme, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    storageState,
    locale: language === "ja" ? "ja-JP" : "en-GB",
    colorScheme: scheme,
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await watchProblems(page, server.url, problems);
  await page.goto("/design");
  await page.waitForLoadState("load");
  return page;
}

function look(language: Look["language"], scheme: Look["scheme"], width: Look["width"]): Look {
  return { language, scheme, width };
}
