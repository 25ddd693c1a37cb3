// @vitest-environment jsdom
import { expect, test } from "vitest";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { ErrorPage } from "~/ui/error-page";
import { failureOf } from "~/ui/page-error";
import { ScrollRegion } from "~/ui/scroll-region";
import { SkeletonRows, SkeletonSheet, SkeletonText } from "~/ui/skeleton";
import { DefinedTitle } from "~/ui/stat";
import { find, render, textsOf } from "./render";

test.each([
  ["text", <SkeletonText key="1" />],
  ["rows", <SkeletonRows key="2" rows={2} />],
  ["a sheet", <SkeletonSheet key="3" />],
])("a skeleton of %s says that something is on its way, and nothing else", async (_of, skeleton) => {
  const page = await render(skeleton, { language: "ja" });
  const status = find(page, "[role=status]");
  expect(status.getAttribute("aria-busy")).toBe("true");
  expect(page.textContent).toBe("読み込んでいます");
});

test("what scrolls fades at both ends, or at the end only where the first column stays", async () => {
  const page = await render(
    <>
      <ScrollRegion label="A">x</ScrollRegion>
      <ScrollRegion label="B" hasFixedStart>
        x
      </ScrollRegion>
    </>,
  );
  const fades = [...page.querySelectorAll("section")].map((region) => region.dataset.fades);
  expect(fades).toEqual(["both", "end"]);
});

test.each(["閲覧", "Visits", "👩‍👩‍👧 Family", "A"])(
  "the mark of %j stays with its last letter",
  async (title) => {
    const page = await render(
      <DefinedTitle label="visits" to="/definitions">
        {title}
      </DefinedTitle>,
    );
    expect(page.textContent).toBe(title);
    expect(find(page, ".whitespace-nowrap a").getAttribute("href")).toBe("/definitions");
  },
);

test("an error inside a shell brings no second main part and no second logo", async () => {
  const inside = await render(<ErrorPage title="Gone" code={410} isInside />);
  expect([inside.querySelectorAll("main").length, inside.querySelectorAll("svg").length]).toEqual([0, 0]);
  expect(textsOf(inside, "h1")).toEqual(["Gone"]);
  const alone = await render(<ErrorPage title="Gone" code={410} />);
  expect([alone.querySelectorAll("main").length, alone.querySelectorAll("svg").length]).toEqual([1, 1]);
});

test.each([
  [new TypeError("Failed to fetch"), { key: "offline" }],
  [new TypeError("NetworkError when attempting to fetch resource."), { key: "offline" }],
  [new TypeError("Load failed"), { key: "offline" }],
  [new TypeError("x is not a function"), { key: "500", status: 500 }],
  [
    { status: 409, statusText: "", internal: false, data: null },
    { key: "409", status: 409 },
  ],
  [
    { status: 418, statusText: "", internal: false, data: null },
    { key: "500", status: 418 },
  ],
])("%s is shown as %j", (error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});

test("a badge with a long name is cut inside its own edge, a pending button keeps focus but does nothing", async () => {
  let presses = 0;
  const page = await render(
    <>
      <Badge>{"株式会社".repeat(20)}</Badge>
      <Button pending onClick={() => (presses += 1)}>
        Save
      </Button>
    </>,
  );
  expect(find(page, "span > span").className).toContain("truncate");
  const button = find<HTMLButtonElement>(page, "button");
  button.focus();
  button.click();
  expect([presses, document.activeElement === button, button.disabled]).toEqual([0, true, false]);
});
