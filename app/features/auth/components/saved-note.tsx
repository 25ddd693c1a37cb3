/** Says beside a form's button that it was done; also to who can't see it. */
export function SavedNote({ children }: { children: string | null }) {
  return (
    <output className="text-sm text-positive empty:hidden" aria-live="polite">
      {children}
    </output>
  );
}
