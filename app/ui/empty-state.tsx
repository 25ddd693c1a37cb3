import type { ReactNode } from "react";

export type EmptyStateProps = {
  title: ReactNode;
  body?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
};

export function EmptyState({ title, body, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center sm:py-16">
      <div aria-hidden className="mb-4 text-ink-faint [&>svg]:size-10 [&>svg]:stroke-[1.25]">
        {icon ?? <Veranda />}
      </div>
      <h2 className="text-base font-semibold text-ink">{title}</h2>
      {body ? (
        <p className="mt-1.5 max-w-form text-sm text-balance [word-break:auto-phrase] text-ink-muted">
          {body}
        </p>
      ) : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

function Veranda() {
  return (
    <svg
      viewBox="0 0 40 40"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M3 13 37 6M9 11.8V28M31 7.3V28M3 28h34M6 32h28M11 32v3M29 32v3M14 28V14.5h12V28M20 14.5V28" />
    </svg>
  );
}
