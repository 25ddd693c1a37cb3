import { useSearchParams } from "@remix-run/react";

/** Addresses of the same report with something else chosen; null takes a choice back. */
export function useReportLinks() {
  const [search] = useSearchParams();
  const linkTo = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return `?${next}`;
  };
  return {
    linkTo,
    /** Pages of lists belong to the period they were chosen in. */
    toWindow: (window: string) => linkTo({ window, visits: null, hits: null }),
    /** Of one document's versions one is chosen; those of other documents stay. */
    toVersion: (versionId: string, siblings: readonly string[]) => {
      const next = new URLSearchParams(search);
      const others = next.getAll("version").filter((id) => !siblings.includes(id));
      next.delete("version");
      for (const id of [...others, versionId]) next.append("version", id);
      return `?${next}`;
    },
  };
}
