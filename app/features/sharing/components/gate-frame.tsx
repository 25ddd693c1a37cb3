import type { ReactNode } from "react";
import { brandVariables } from "~/ui/brand";
import { BrandLogo } from "~/ui/brand-logo";
import { LanguageSwitch } from "./language-switch";

export type GateFrameProps = {
  brandName: string;
  brandColor: string;
  brandLogoUrl?: string | null;
  children: ReactNode;
};

/** The door: a brand and a form, nothing of what is behind. */
export function GateFrame({ brandName, brandColor, brandLogoUrl, children }: GateFrameProps) {
  return (
    <div data-brand style={brandVariables(brandColor)} className="flex min-h-dvh flex-col px-4">
      <main id="main" className="mx-auto flex w-full max-w-form flex-1 flex-col justify-center py-10">
        <div className="rounded-xl border border-line bg-surface p-6 shadow-sm sm:p-8">
          <p className="mb-6 flex items-center gap-3 text-sm font-medium text-ink">
            {brandLogoUrl ? (
              <BrandLogo src={brandLogoUrl} />
            ) : (
              <span aria-hidden className="h-6 w-1 shrink-0 rounded-full bg-accent" />
            )}
            <span className="min-w-0 break-words">{brandName}</span>
          </p>
          {children}
        </div>
      </main>
      <footer className="mx-auto w-full max-w-form pb-6 text-sm text-ink-muted">
        <LanguageSwitch />
      </footer>
    </div>
  );
}
