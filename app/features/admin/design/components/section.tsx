import type { ReactNode } from "react";
import { Card } from "~/ui/card";
import { useDesignTexts } from "../hooks/use-design-texts";

export const SECTION_KEYS = [
  "colour",
  "type",
  "shape",
  "actions",
  "forms",
  "lists",
  "waiting",
  "charts",
] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

export function Section({ of, children }: { of: SectionKey; children: ReactNode }) {
  const { sections } = useDesignTexts();
  return (
    <Card id={of} title={sections[of]} className="mb-6 scroll-mt-6">
      <div className="flex flex-col gap-8">{children}</div>
    </Card>
  );
}

export function Specimen({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-3 text-xs font-medium text-ink-muted">{label}</h3>
      {children}
    </div>
  );
}
