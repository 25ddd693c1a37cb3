import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useMessage } from "./message";

/** Says above a form why it was refused and takes the focus there. `message` as in a field's `error`. */
export function FormError({ message }: { message?: string | null }) {
  const text = useMessage(message);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (text) box.current?.focus();
  }, [text]);
  if (!text) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2 rounded-md bg-danger-soft px-3 py-2.5 text-sm text-danger"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p>{text}</p>
    </div>
  );
}
