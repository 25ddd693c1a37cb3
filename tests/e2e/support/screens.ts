import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

export type Look = { scheme: "light" | "dark"; width: 1440 | 390 };

type Language = "en" | "ja";

/** Two looks of each language, chosen so that four looks leave no pair of language, scheme and width unseen. */
const HALF: Record<Language, readonly Look[]> = {
  en: [
    { scheme: "light", width: 1440 },
    { scheme: "dark", width: 390 },
  ],
  ja: [
    { scheme: "dark", width: 1440 },
    { scheme: "light", width: 390 },
  ],
};
const OTHER_HALF: Record<Language, readonly Look[]> = { en: HALF.ja, ja: HALF.en };

/** The screens in which people spend their day are seen in all eight looks. */
const DAILY = new Set([
  "home",
  "rooms",
  "room",
  "room-report",
  "accounts",
  "account",
  "contacts",
  "deals",
  "deals-board",
  "buyer-document",
  "buyer-proposal",
]);
/** Every other screen in four: one half or the other, by its name, so that neither is nobody's. */
function looksOf(name: string, language: Language): readonly Look[] {
  if (DAILY.has(name)) return [...HALF[language], ...OTHER_HALF[language]];
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return sum % 2 === 0 ? HALF[language] : OTHER_HALF[language];
}

const HEIGHTS = { 1440: 900, 390: 844 } as const;

/** Pictures for people, in test-results/screens; they cost time, so only when SCREENSHOTS is set. */
const TAKES_PICTURES = Boolean(process.env.SCREENSHOTS);

/** Looks at the page that is open: nothing for axe to find, nothing wider than the window, the right language. */
export async function lookAt(page: Page, name: string, language: Language): Promise<void> {
  await test.step(`${name}, ${language}`, async () => {
    await expect.soft(page.locator("html"), name).toHaveAttribute("lang", language);
    for (const look of looksOf(name, language)) await lookOnce(page, `${name}-${language}`, look);
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
