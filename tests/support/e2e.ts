import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { type RunningServer, startServer } from "./server";

export { expect };

export interface Person {
  name: string;
  email: string;
  password: string;
}

export const ADMIN: Person = {
  name: "Aoi Mori",
  email: "aoi@kumano.example",
  password: "cedar-river-lantern-41",
};

interface WorkerFixtures {
  /** One production server for the specs of a worker, its workspace made by ADMIN. */
  house: RunningServer & { storageState: Awaited<ReturnType<BrowserContext["storageState"]>> };
}

interface TestFixtures {
  /** A page of the signed-in admin. */
  memberPage: Page;
  /** A page of somebody whom this server has never seen. */
  visitorPage: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  house: [
    async ({ browser }, use) => {
      const server = await startServer();
      try {
        await use({ ...server, storageState: await setUp(browser, server) });
      } finally {
        await server.stop();
      }
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
  memberPage: async ({ browser, house, contextOptions }, use) => {
    const context = await browser.newContext({
      ...contextOptions,
      baseURL: house.url,
      storageState: house.storageState,
    });
    await use(await context.newPage());
    await context.close();
  },
  visitorPage: async ({ browser, house, contextOptions }, use) => {
    const context = await browser.newContext({ ...contextOptions, baseURL: house.url });
    await use(await context.newPage());
    await context.close();
  },
});

/** Makes the workspace and its first admin through the printed address. The page is signed in afterwards. */
export async function createFirstAdmin(page: Page, server: RunningServer, person = ADMIN): Promise<void> {
  await page.goto(await server.setUpUrl());
  await page.locator('[name="workspaceName"]').fill("Kumano Trading");
  await page.locator('[name="name"]').fill(person.name);
  await page.locator('[name="email"]').fill(person.email);
  await page.locator('[name="password"]').fill(person.password);
  await page.locator('select[name="language"]').selectOption("en");
  await page.locator('form:has([name="workspaceName"]) [type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/setup"));
}

export async function signIn(page: Page, person = ADMIN): Promise<void> {
  await page.goto("/sign-in");
  await page.locator('[name="email"]').fill(person.email);
  await page.locator('[name="password"]').fill(person.password);
  await page.locator('form:has([name="password"]) [type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

async function setUp(browser: Browser, server: RunningServer) {
  const context = await browser.newContext({ baseURL: server.url });
  try {
    await createFirstAdmin(await context.newPage(), server);
    return await context.storageState();
  } finally {
    await context.close();
  }
}
