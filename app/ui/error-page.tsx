import type { ReactNode } from "react";
import { Logo } from "./logo";

export type ErrorPageProps = {
  title: ReactNode;
  body?: ReactNode;
  action?: ReactNode;
  /** HTTP status, shown small. */
  code?: number;
  /** Stands inside a shell, which has the main landmark and the logo already. */
  isInside?: boolean;
};

export function ErrorPage({ title, body, action, code, isInside = false }: ErrorPageProps) {
  const text = (
    <>
      {code ? <p className="mb-2 text-sm text-ink-faint tabular-nums">{code}</p> : null}
      <h1 className="text-2xl font-semibold text-ink">{title}</h1>
      {body ? <p className="mt-3 text-ink-muted">{body}</p> : null}
      {action ? <div className="mt-8 flex flex-wrap gap-3">{action}</div> : null}
    </>
  );
  if (isInside) return <div className="mx-auto max-w-form py-12 sm:py-20">{text}</div>;
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-[80dvh] max-w-form flex-col justify-center px-6 py-16 outline-none"
    >
      <Logo className="mb-8 size-9 text-accent" />
      {text}
    </main>
  );
}
