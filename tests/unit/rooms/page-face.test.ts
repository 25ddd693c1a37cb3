import { expect, test } from "vitest";
import type { PageRow, Version } from "~/features/rooms/pages/data.server";
import { pageFace } from "~/features/rooms/pages/utils";

const at = new Date("2026-01-05T00:00:00Z");
const page = {
  id: "page",
  workspaceId: "workspace",
  roomId: "room",
  kind: "document",
  title: "Prices",
  position: 10,
  documentId: "document",
  archivedAt: null,
  createdAt: at,
  updatedAt: at,
} as const;

function version(over: Partial<Version>): Version {
  const file = {
    uploadId: "u",
    fileKey: "secret/key.pdf",
    fileName: "a.pdf",
    sizeBytes: 1,
    sha256: "secret",
  };
  const pages = { pageCount: 3, pageSizes: null, thumbKey: "secret/thumb", previewKey: null };
  const base = {
    id: "v1",
    workspaceId: "workspace",
    documentId: "document",
    number: 1,
    createdAt: at,
    readyAt: at,
  };
  return { ...base, ...file, ...pages, state: "ready", failure: null, ...over };
}

const faceOf = (row: Pick<PageRow, "newest" | "shown">, minutes = 0) =>
  pageFace({ ...page, ...row }, at.getTime() + minutes * 60_000);

test("a ready document shows its pages and its picture", () => {
  const ready = version({});
  expect(faceOf({ newest: ready, shown: ready })).toMatchObject({
    pageCount: 3,
    thumbVersionId: "v1",
    trouble: null,
    isOlderShown: false,
  });
});

test("a new version that failed is told while readers keep the earlier one", () => {
  const failed = version({ id: "v2", number: 2, state: "failed", failure: "encrypted", pageCount: null });
  const face = faceOf({ newest: failed, shown: version({}) });
  expect(face).toMatchObject({ trouble: "encrypted", isOlderShown: true, pageCount: 3 });
});

test("a file that is being read for too long counts as stuck", () => {
  const reading = version({ state: "processing", pageCount: null });
  expect(faceOf({ newest: reading, shown: null }, 1).trouble).toBe("processing");
  expect(faceOf({ newest: reading, shown: null }, 30).trouble).toBe("stuck");
});

test("where a file lies and its checksum stay on the server", () => {
  const ready = version({});
  expect(JSON.stringify(faceOf({ newest: ready, shown: ready }))).not.toContain("secret");
});
