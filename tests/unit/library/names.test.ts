import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFileName, contentDisposition, titleFromFileName } from "~/features/library/utils";
import { uploadNames } from "../../integration/library/pdf-fixtures";

const names = await uploadNames();

describe("cleanFileName", () => {
  test.each([
    ["見積書 2026年度（第3版）.pdf", "見積書 2026年度（第3版）.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["C:\\Users\\me\\offer.pdf", "offer.pdf"],
    ["UPPER.PDF", "UPPER.PDF"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["a\u0000b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"],
    ["zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"],
    ["が.pdf", "が.pdf"],
    ["  spaced   out .pdf", "spaced out .pdf"],
    ["", "document.pdf"],
    ["..", "document.pdf"],
    [".pdf", "document.pdf"],
    ["folder/", "document.pdf"],
  ])("shows %j as %j", (name, shown) => expect(cleanFileName(name)).toBe(shown));

  test("shortens a long name but keeps its ending and whole characters", () => {
    expect(cleanFileName(`${"a".repeat(400)}.pdf`)).toBe(`${"a".repeat(196)}.pdf`);
    expect(cleanFileName(`${"👩".repeat(200)}.pdf`)).not.toMatch(/\p{Cs}/u);
  });

  test("any name comes out short, visible and without folders, and stays so", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const clean = cleanFileName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });
});

test("a document is first called like its file, without the ending", () => {
  expect(titleFromFileName("見積書 2026.pdf")).toBe("見積書 2026");
  expect(titleFromFileName("a.pdf.exe.pdf")).toBe("a.pdf.exe");
});

describe("contentDisposition", () => {
  const SHAPE =
    /^(inline|attachment); filename="[\x20\x21\x23-\x5b\x5d-\x7e]+\.pdf"; filename\*=UTF-8''[\w%.~!-]+\.pdf$/;

  test.each(names)("of %j is one safe header that ends in .pdf", (name) => {
    expect(contentDisposition("attachment", titleFromFileName(cleanFileName(name)))).toMatch(SHAPE);
  });

  test("carries the true name for those who can read it", () => {
    const header = contentDisposition("attachment", "見積書（第3版）");
    expect(decodeURIComponent(header.split("''")[1] ?? "")).toBe("見積書（第3版）.pdf");
  });

  test("holds for any title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (title) => {
        expect(contentDisposition("inline", title)).toMatch(SHAPE);
      }),
    );
  });
});
