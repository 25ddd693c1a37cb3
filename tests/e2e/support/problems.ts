import type { Page } from "@playwright/test";

/** Writes down console errors, refused policies, crashes and requests to others, as they happen on a page. */
export async function watchProblems(page: Page, origin: string, problems: string[]): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!isExpectedStatus(message.text()))
      problems.push(`${new URL(page.url()).pathname}: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) problems.push(`asks ${url}`);
  });
}

/** A page that is itself an error is told of by the browser. */
function isExpectedStatus(text: string): boolean {
  return /the server responded with a status of (401|403|404|410|422)/.test(text);
}
