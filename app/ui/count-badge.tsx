/** A number that asks for attention, and what it counts in words. Nothing for none. */
export function CountBadge({ count, label }: { count: number; label: string }) {
  if (count <= 0) return null;
  return (
    <span className="shrink-0 rounded-full bg-accent px-1.5 text-xs font-medium text-on-accent tabular-nums">
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
