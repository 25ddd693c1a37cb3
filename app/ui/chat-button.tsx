import { Link } from "@remix-run/react";
import { MessageCircle } from "lucide-react";
import { classes } from "./classes";
import { CountBadge } from "./count-badge";

export type ChatButtonProps = {
  to: string;
  label: string;
  /** What is new, in words; the number is shown beside the icon. */
  unread?: { count: number; label: string } | null;
  isCurrent?: boolean;
};

/** The way to the chat from every page of a room. */
export function ChatButton({ to, label, unread, isCurrent = false }: ChatButtonProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      aria-current={isCurrent ? "page" : undefined}
      className={classes(
        "inline-flex min-h-9 shrink-0 items-center gap-2 rounded-md border px-3 text-sm font-medium pointer-coarse:min-h-11 print:hidden [&>svg]:size-4",
        isCurrent ? "border-accent text-accent" : "border-line-strong bg-surface text-ink hover:bg-sunken",
      )}
    >
      <MessageCircle aria-hidden />
      {label}
      {unread ? <CountBadge {...unread} /> : null}
    </Link>
  );
}
