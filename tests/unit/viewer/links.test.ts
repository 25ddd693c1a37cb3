import { expect, test } from "vitest";
import { safeHref } from "~/features/library/viewer/links";

test.each([
  ["https://example.com/a?b=c", "https://example.com/a?b=c"],
  ["http://example.com", "http://example.com/"],
  ["mailto:a@example.com", "mailto:a@example.com"],
  ["  HTTPS://EXAMPLE.com ", "https://example.com/"],
])("%s may be opened", (url, href) => {
  expect(safeHref(url)).toBe(href);
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "vbscript:x",
  "ftp://example.com",
  "tel:+81",
  "/relative",
  "not a url",
  "",
  null,
  undefined,
])("%s may not", (url) => {
  expect(safeHref(url)).toBeNull();
});
