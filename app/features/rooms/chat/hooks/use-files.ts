import { useCallback, useEffect, useState } from "react";
import type { Attachment, ReceivedAttachment } from "../../attachments/schema";
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from "../../attachments/utils";
import type { ChatDoors } from "../doors";
import { newMark } from "../utils";
import { keep, readKept } from "./kept";

export type FileChip =
  | { key: string; state: "uploading"; name: string }
  | { key: string; state: "ready"; name: string; attachment: Attachment }
  | { key: string; state: "refused"; name: string; error: string };

/**
 * Files beside a message that is being written: each is uploaded as soon as it is there. Which ones are, stays with the
 * tab until the message is sent; what the server has swept away since is left out.
 */
export function useFiles(doors: Pick<ChatDoors, "attachments" | "attachment">, keptAs: string) {
  const { attachments: url, attachment: addressOf } = doors;
  const [chips, setChips] = useState<readonly FileChip[]>([]);
  const [restored, setRestored] = useState("");
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let isGone = false;
    const kept = readKept(keptAs, isAttachments) ?? [];
    void Promise.all(kept.map((file) => isThere(addressOf(file.id)))).then((there) => {
      if (isGone) return;
      const found = kept.filter((_, at) => there[at]).map(readyChip);
      setChips((shown) => [...found, ...shown.filter(({ key }) => found.every((one) => one.key !== key))]);
      setRestored(keptAs);
    });
    return () => {
      isGone = true;
    };
  }, [keptAs, addressOf]);
  useEffect(() => {
    const ready = chips.flatMap((chip) => (chip.state === "ready" ? chip.attachment : []));
    if (restored === keptAs) keep(keptAs, ready.length > 0 ? ready : null);
  }, [chips, restored, keptAs]);

  const add = useCallback(
    (files: readonly File[]) => {
      setError(null);
      setChips((shown) => {
        const room = MAX_ATTACHMENTS - shown.length;
        if (files.length > room) setError("chat:errors.tooMany");
        const taken = files.slice(0, Math.max(0, room)).map((file) => ({ file, key: newMark() }));
        for (const { file, key } of taken) {
          void upload(url, file).then((reply) =>
            setChips((now) => now.map((chip) => (chip.key === key ? chipOf(chip, reply) : chip))),
          );
        }
        return [
          ...shown,
          ...taken.map(({ file, key }) => ({ key, state: "uploading", name: file.name }) as const),
        ];
      });
    },
    [url],
  );
  const remove = useCallback(
    (key: string) => setChips((shown) => shown.filter((chip) => chip.key !== key)),
    [],
  );
  const clear = useCallback(() => setChips([]), []);
  return {
    chips,
    error,
    add,
    remove,
    clear,
    isUploading: chips.some(({ state }) => state === "uploading"),
    ready: chips.flatMap((chip) => (chip.state === "ready" ? chip.attachment : [])),
  };
}

function readyChip(attachment: Attachment): FileChip {
  return { key: attachment.id, state: "ready", name: attachment.fileName, attachment };
}

/** Without a network nothing is known to be gone: the server says so when the message is sent. */
async function isThere(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { method: "HEAD" });
    return response.ok || response.status >= 500;
  } catch {
    return true;
  }
}

function isAttachments(value: unknown): value is Attachment[] {
  return Array.isArray(value) && value.length <= MAX_ATTACHMENTS && value.every(isAttachment);
}

function isAttachment(value: unknown): value is Attachment {
  if (typeof value !== "object" || value === null) return false;
  if (!("id" in value && "fileName" in value && "contentType" in value && "sizeBytes" in value)) return false;
  const { id, fileName, contentType, sizeBytes } = value;
  return (
    [id, fileName, contentType].every((text) => typeof text === "string") && typeof sizeBytes === "number"
  );
}

function chipOf({ key, name }: FileChip, reply: ReceivedAttachment | null): FileChip {
  if (reply?.ok)
    return { key, name: reply.attachment.fileName, state: "ready", attachment: reply.attachment };
  return { key, name, state: "refused", error: reply ? reply.error : "chat:errors.attachments" };
}

async function upload(url: string, file: File): Promise<ReceivedAttachment | null> {
  if (file.size > MAX_ATTACHMENT_BYTES) return { ok: false, error: "file_too_large" };
  try {
    const body = new FormData();
    body.append("file", file);
    const response = await fetch(url, { method: "POST", body });
    return response.status === 201 || response.status === 422 ? await response.json() : null;
  } catch {
    return null;
  }
}
