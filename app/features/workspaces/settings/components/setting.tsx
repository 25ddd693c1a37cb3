import type { ReactNode } from "react";

/** One thing that can be set; the search of the settings leads to its id. */
export function Setting({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} tabIndex={-1} className="scroll-mt-24 rounded-md outline-offset-8">
      {children}
    </div>
  );
}
