import { cleanLine } from "~/platform/text";

const MIB = 1024 * 1024;
export const MAX_ATTACHMENT_BYTES = 25 * MIB;
export const MAX_VIDEO_BYTES = 200 * MIB;
/** For one message, task or comment. */
export const MAX_ATTACHMENTS = 10;
/** What was uploaded and not sent within this time is removed. */
export const UNCLAIMED_MS = 24 * 60 * 60 * 1000;
const MAX_NAME_LENGTH = 120;

/** For the `accept` of a file field. */
export const ACCEPTED_FILES =
  ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.odp,.txt,.csv,.md";
export const ACCEPTED_VIDEOS = "video/mp4,video/webm";

/** Shown in its place; everything else is offered as a download. */
export function isPicture(contentType: string): boolean {
  return contentType.startsWith("image/");
}

export function isVideo(contentType: string): boolean {
  return contentType.startsWith("video/");
}

/** The name as people may see it, ending in one of the type's endings. Never used as a path. */
export function cleanAttachmentName(name: string, extensions: readonly string[]): string {
  const last = cleanLine(name.split(/[/\\]/).at(-1) ?? "").replace(/[<>:"|?*]/g, "_");
  const { stem, extension } = splitExtension(last);
  const ending = extensions.includes(extension) ? extension : (extensions[0] ?? "bin");
  const cut = [...stem].slice(0, MAX_NAME_LENGTH).join("").trim();
  return `${cut.replaceAll(".", "") === "" ? "file" : cut}.${ending}`;
}

export function extensionOf(name: string): string {
  return splitExtension(name).extension;
}

function splitExtension(name: string): { stem: string; extension: string } {
  const match = /^(.*)\.([a-z0-9]{1,8})$/i.exec(name.trim());
  return match
    ? { stem: match[1] ?? "", extension: (match[2] ?? "").toLowerCase() }
    : { stem: name, extension: "" };
}

/** RFC 6266: a plain name for old clients, the true one in UTF-8 beside it. */
export function attachmentDisposition(kind: "inline" | "attachment", fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|[%\\"]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
