import { useCallback, useState } from "react";
import type { Attachment, ReceivedAttachment } from "../../attachments/schema";
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from "../../attachments/utils";
import { newMark } from "../utils";

export type FileChip =
  | { key: string; state: "uploading"; name: string }
  | { key: string; state: "ready"; name: string; attachment: Attachment }
  | { key: string; state: "refused"; name: string; error: string };

/** Files beside a message that is being written: each is uploaded as soon as it is there. */
export function useFiles(url: string) {
  const [chips, setChips] = useState<readonly FileChip[]>([]);
  const [error, setError] = useState<string | null>(null);

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
