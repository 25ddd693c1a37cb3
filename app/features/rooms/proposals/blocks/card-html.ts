import type { Attrs } from "@tiptap/pm/model";
import { formatDay } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { pricingHtml } from "../pricing/html";
import type { BlockContext, FileFace, Place, PlanStep } from "./context";
import { attribute, escapeHtml } from "./escape";
import type { CardName, CtaAction, VideoSource } from "./utils";

/** What a card shows, for readers and in the editor alike: all text is escaped, all addresses are ours or checked. */
export function cardHtml(name: CardName, attrs: Attrs, context: BlockContext): string {
  switch (name) {
    case "file":
      return fileHtml(String(attrs.documentId), context);
    case "video":
      return videoHtml(
        { source: attrs.source, videoId: attrs.videoId, title: attrs.title, blockId: attrs.blockId },
        context,
      );
    case "pricing":
      return pricingHtml(attrs.pricing, String(attrs.blockId ?? ""), context);
    case "plan":
      return planHtml(Number(attrs.taskCount), context);
    case "cta":
      return ctaHtml(
        { label: attrs.label, action: attrs.action, href: attrs.href, pageId: attrs.pageId },
        context,
      );
    case "acceptance":
      return `<p class="card-note">${escapeHtml(context.t("acceptance.here"))}</p>`;
  }
}

function fileHtml(documentId: string, { parts, place, t }: BlockContext): string {
  const file = parts.files.get(documentId);
  if (!file) return `<p class="card-note">${escapeHtml(t("file.missing"))}</p>`;
  const thumb = file.hasThumb && place ? thumbUrl(place, file) : null;
  const picture = thumb
    ? `<img class="file-thumb" src="${escapeHtml(thumb)}" alt="" loading="lazy">`
    : '<span class="file-thumb file-sheet" aria-hidden="true"></span>';
  const words = `<span class="file-words"><strong>${escapeHtml(file.title)}</strong><small>${escapeHtml(
    t("file.pages", { count: file.pageCount }),
  )}</small></span>`;
  const href = place && fileUrl(place, documentId);
  return href
    ? `<a class="file-card" href="${escapeHtml(href)}"${attribute("data-file", documentId)}>${picture}${words}</a>`
    : `<div class="file-card">${picture}${words}</div>`;
}

function fileUrl({ side, roomId, pageId }: NonNullable<Place>, documentId: string): string {
  return side === "buyer" ? paths.buyerProposalFile(roomId, pageId, documentId) : paths.document(documentId);
}

function thumbUrl({ side, roomId }: NonNullable<Place>, { versionId }: FileFace): string {
  return side === "buyer" ? paths.buyerFileThumb(roomId, versionId) : paths.fileThumb(versionId);
}

type Video = { source: VideoSource; videoId: string; title: string; blockId: string | null };

/** A film of ours plays at once; one of another house is asked for only when the reader presses play. */
function videoHtml({ source, videoId, title, blockId }: Video, { place, t }: BlockContext): string {
  const name = title || t("video.title");
  const caption = title ? `<figcaption>${escapeHtml(title)}</figcaption>` : "";
  if (!place) return `<p class="card-note">${escapeHtml(name)}</p>`;
  const { side, roomId, pageId } = place;
  const mark = attribute("data-video", blockId);
  if (source === "upload") {
    const url = side === "buyer" ? paths.buyerAttachment(roomId, videoId) : paths.attachment(roomId, videoId);
    return `<figure class="video"><video controls preload="metadata" playsinline src="${escapeHtml(url)}"${attribute(
      "aria-label",
      name,
    )}${mark}></video>${caption}</figure>`;
  }
  const player = paths.videoPlayer(place.side, { roomId, pageId, blockId: blockId ?? "" });
  const house = source === "youtube" ? "YouTube" : "Vimeo";
  return (
    `<figure class="video"><a class="video-play" href="${escapeHtml(player)}"${mark}>` +
    `<span class="video-button" aria-hidden="true"></span><strong>${escapeHtml(t("video.play", { name }))}</strong>` +
    `<small>${escapeHtml(t("video.from", { house }))}</small></a>${caption}</figure>`
  );
}

function planHtml(taskCount: number, context: BlockContext): string {
  const { t, parts, place } = context;
  const [next, ...later] = parts.plan.slice(0, taskCount);
  if (!next) return `<p class="card-note">${escapeHtml(t("plan.none"))}</p>`;
  const steps = [next, ...later].map((step) => stepHtml(step, context)).join("");
  const href = place && pageUrl(place, next.pageId);
  const link = href
    ? `<a class="plan-more" href="${escapeHtml(href)}">${escapeHtml(t("plan.open"))}</a>`
    : "";
  return `<div class="plan-glance"><p class="plan-title">${escapeHtml(t("plan.next"))}</p><ol>${steps}</ol>${link}</div>`;
}

function stepHtml({ title, dueOn, lateDays, ownerName }: PlanStep, { t, language }: BlockContext): string {
  const day = dueOn ? formatDay(dueOn, language) : "";
  const isLate = lateDays > 0;
  const notes = [ownerName ?? "", isLate ? t("plan.late", { date: day }) : day].filter(Boolean).join(" · ");
  const small = `<small${attribute("data-late", isLate)}>${escapeHtml(notes)}</small>`;
  return `<li><span>${escapeHtml(title)}</span>${notes ? small : ""}</li>`;
}

type Cta = { label: string; action: CtaAction; href: string; pageId: string };

function ctaHtml({ label, action, href, pageId }: Cta, { place }: BlockContext): string {
  const words = escapeHtml(label);
  const target = ctaUrl({ action, href, pageId }, place);
  if (!target) return `<p class="cta"><span class="cta-button">${words}</span></p>`;
  const outside = action === "link" ? ' target="_blank" rel="noopener noreferrer nofollow"' : "";
  return `<p class="cta"><a class="cta-button" href="${escapeHtml(target)}"${outside}>${words}</a></p>`;
}

function ctaUrl({ action, href, pageId }: Omit<Cta, "label">, place: Place): string | null {
  if (action === "link") return href;
  if (!place) return null;
  if (action === "accept") return "#acceptance";
  if (action === "page") return pageUrl(place, pageId);
  return place.side === "buyer" ? paths.buyerChat(place.roomId) : paths.roomChat(place.roomId);
}

function pageUrl({ side, roomId }: NonNullable<Place>, pageId: string): string {
  return side === "buyer" ? paths.buyerPage(roomId, pageId) : paths.roomPage(roomId, pageId);
}
