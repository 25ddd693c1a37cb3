import { test } from "vitest";
import { expectConsoleError } from "../../support/console";

test("an expected console error passes", () => {
  expectConsoleError(/gone wrong/);
  console.error("something has %s", "gone wrong");
});

test.fails("an unexpected console error fails the test", () => {
  console.error("nobody expected this");
});
