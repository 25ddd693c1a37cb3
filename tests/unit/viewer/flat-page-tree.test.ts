import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { patchWorker } from "../../../scripts/flat-page-tree";

const WORKER = "node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs";

test("the installed pdf.js has the place that is changed, exactly once, and stays a valid script", () => {
  const source = readFileSync(WORKER, "utf8");
  const patched = patchWorker(source);
  expect(patched.length - source.length).toBeGreaterThan(30);
  expect(patched.length - source.length).toBeLessThan(120);
  expect(patched).toMatch(/instanceof Ref&&\w+\.length===\w+\?\w+\.has\(\w+\)\|\|\w+\.put\(\w+,1\):/);
});

test("another pdf.js stops the build instead of going out unchanged", () => {
  expect(() => patchWorker("export const nothing = 1;")).toThrow("pdf.js changed");
});
