// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { ListedDocument } from "~/features/library/components/document-table";
import { FileFacts } from "~/features/library/components/file-facts";
import { LANGUAGES, open, text } from "../components/support";

type File = NonNullable<ListedDocument["newest"]>;
const file = (over: Partial<File>) => ({ number: 2, pageCount: 7, sizeBytes: 51_200, ...over }) as File;

test.each(LANGUAGES)("a file is told by version, pages and size in %s", async (language) => {
  const { page } = await open(<FileFacts file={file({})} />, { language });
  const words = { en: "Version 2 · 7 pages · 50 kB", ja: "第 2 版 · 7 ページ · 50 KB" };
  expect(text(page)).toBe(words[language]);
});

test("pages that nobody could count are left out", async () => {
  const { page } = await open(<FileFacts file={file({ pageCount: null })} />);
  expect(text(page)).toBe("Version 2 · 50 kB");
});
