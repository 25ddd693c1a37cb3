import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { PageMarkContext } from "./page-mark";

export type PageHeaderProps = {
  title: ReactNode;
  eyebrow?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** One small button that stays beside the title on a phone too. */
  menu?: ReactNode;
  back?: { to: string; label: string };
};

export function PageHeader({ title, eyebrow, description, actions, menu, back }: PageHeaderProps) {
  const mark = useContext(PageMarkContext);
  return (
    <header className="mb-6 flex flex-col gap-4 sm:flex-row sm:items-end sm:justify-between sm:gap-6">
      <div className="min-w-0 flex-1">
        {back ? (
          <Link
            to={back.to}
            className="-mx-1.5 mb-2 inline-flex max-w-full items-center gap-1.5 rounded-sm px-1.5 py-1 text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11 print:hidden"
          >
            <ArrowLeft aria-hidden className="size-4 shrink-0" />
            <span className="truncate">{back.label}</span>
          </Link>
        ) : null}
        {eyebrow ? (
          <p className="mb-1 line-clamp-2 text-sm text-ink-muted [&_a]:focus-visible:-outline-offset-2">
            {eyebrow}
          </p>
        ) : null}
        <div className="flex items-start gap-1.5">
          <h1 className="min-w-0 text-xl font-semibold text-ink sm:text-2xl">{title}</h1>
          {mark}
          {menu ? <div className="ml-auto shrink-0 print:hidden">{menu}</div> : null}
        </div>
        {description ? (
          <p className="mt-1.5 max-w-read text-sm [word-break:auto-phrase] text-ink-muted">{description}</p>
        ) : null}
      </div>
      {actions ? <div className="flex shrink-0 flex-wrap gap-2 print:hidden">{actions}</div> : null}
    </header>
  );
}
