import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

export type Look = { scheme: "light" | "dark"; width: 1440 | 390 };

/** Each language is seen light and dark, wide and narrow; the other language has the other pairs. */
const LOOKS: Record<"en" | "ja", readonly Look[]> = {
  en: [
    { scheme: "light", width: 1440 },
    { scheme: "dark", width: 390 },
  ],
  ja: [
    { scheme: "dark", width: 1440 },
    { scheme: "light", width: 390 },
  ],
};
const HEIGHTS = { 1440: 900, 390: 844 } as const;

/** Pictures for people, in test-results/screens; they cost time, so only when SCREENSHOTS is set. */
const TAKES_PICTURES = Boolean(process.env.SCREENSHOTS);

/** Looks at the page that is open: nothing for axe to find, nothing wider than the window, the right language. */
export async function lookAt(page: Page, name: string, language: "en" | "ja"): Promise<void> {
  await test.step(`${name}, ${language}`, async () => {
    await expect.soft(page.locator("html"), name).toHaveAttribute("lang", language);
    for (const look of LOOKS[language]) await lookOnce(page, `${name}-${language}`, look);
  });
}

async function lookOnce(page: Page, name: string, { scheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  await page.mouse.move(0, 0);
  const label = `${name}-${scheme}-${width}`;
  const overflow = await page.evaluate(() => {
    const whole = document.scrollingElement ?? document.body;
    return whole.scrollWidth - window.innerWidth;
  });
  expect.soft(overflow, `${label} is too wide`).toBeLessThanOrEqual(0);
  if (TAKES_PICTURES) {
    await page.screenshot({ path: `test-results/screens/${label}.png`, fullPage: true });
  }
  // Axe is typed against a copy of playwright-core of its own. There are no frames, so its old way does: it opens no tab.
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode().analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => [node.target, node.failureSummary?.split("\n")[1]?.trim()]),
  }));
  expect.soft(found, label).toEqual([]);
}
