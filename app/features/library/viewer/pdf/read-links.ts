import type { PDFPageProxy } from "pdfjs-dist";
import { safeHref } from "../links";
import type { PageLink } from "../schema";

const STEPS = new Map<unknown, "next" | "previous" | "first" | "last">([
  ["NextPage", "next"],
  ["PrevPage", "previous"],
  ["FirstPage", "first"],
  ["LastPage", "last"],
]);

/** The links of a page. Scripts, launches, forms and addresses that are not plain web or mail are left out. */
export async function readLinks(page: PDFPageProxy): Promise<PageLink[]> {
  const annotations: unknown[] = await page.getAnnotations({ intent: "display" });
  const viewport = page.getViewport({ scale: 1 });
  return annotations.flatMap((annotation) => {
    if (!isRecord(annotation) || annotation.subtype !== "Link" || !isRect(annotation.rect)) return [];
    const target = targetOf(annotation);
    if (!target) return [];
    const corners: unknown = viewport.convertToViewportRectangle(annotation.rect);
    if (!isRect(corners)) return [];
    const [x1, y1, x2, y2] = corners;
    const box = {
      left: Math.min(x1, x2) / viewport.width,
      top: Math.min(y1, y2) / viewport.height,
      width: Math.abs(x2 - x1) / viewport.width,
      height: Math.abs(y2 - y1) / viewport.height,
    };
    return [{ box, target }];
  });
}

function targetOf(annotation: Record<string, unknown>): PageLink["target"] | null {
  const { url, dest, action } = annotation;
  const href = typeof url === "string" ? safeHref(url) : null;
  if (href) return { kind: "external", href };
  if (typeof dest === "string" || Array.isArray(dest)) return { kind: "internal", destination: dest };
  const step = STEPS.get(action);
  return step ? { kind: "step", step } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isRect(value: unknown): value is [number, number, number, number] {
  return Array.isArray(value) && value.length === 4 && value.every((entry) => Number.isFinite(entry));
}
