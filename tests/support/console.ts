import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

let expected: RegExp[] = [];
let seen: string[] = [];

/** Registered for every test file: a test whose code writes an error to the console fails. */
export function failOnConsoleError(): void {
  const original = console.error;
  beforeEach(() => {
    expected = [];
    seen = [];
    console.error = (...values: unknown[]) => {
      seen.push(format(...values));
    };
  });
  afterEach(() => {
    console.error = original;
    const unexpected = seen.filter((text) => !expected.some((pattern) => pattern.test(text)));
    if (unexpected.length > 0) throw new Error(`unexpected console.error:\n${unexpected.join("\n")}`);
  });
}

/** Allows error lines that match, for the running test only. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern);
}
