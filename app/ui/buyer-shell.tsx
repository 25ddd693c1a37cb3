import { Link, useLocation } from "@remix-run/react";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { BrandLogo } from "./brand-logo";
import { classes } from "./classes";
import { PageKindIcon } from "./page-kind-icon";
import { SkipLink } from "./skip-link";

/** Without `current`, the page whose address is open is the current one. */
export type BuyerPageItem = { to: string; title: string; kind: string; current?: boolean };
type PageItem = BuyerPageItem & { current: boolean };
export type BuyerShellProps = {
  /** The selling company. */
  brandName: string;
  brandLogoUrl?: string | null;
  roomName: string;
  pages: readonly BuyerPageItem[];
  /** Whom to turn to: at the top where there is room, else at the foot. */
  contact?: ReactNode;
  /** The way to the chat. */
  chat?: ReactNode;
  /** The notice of what is measured and the like. */
  footer?: ReactNode;
  /** Says that a member looks at it and nothing is counted. */
  previewBanner?: ReactNode;
  children: ReactNode;
};

/** Pages at the left on a desktop, as a strip that scrolls on a phone. */
export function BuyerShell({
  brandName,
  brandLogoUrl,
  roomName,
  contact,
  chat,
  footer,
  previewBanner,
  children,
  ...rest
}: BuyerShellProps) {
  const { pathname } = useLocation();
  const pages = rest.pages.map((page) => ({ ...page, current: page.current ?? page.to === pathname }));
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-line bg-surface">
        {previewBanner ? (
          <div className="bg-warning-soft px-4 py-2 text-center text-sm text-warning print:hidden">
            {previewBanner}
          </div>
        ) : null}
        <div className="mx-auto flex w-full max-w-page items-center gap-3 px-4 py-3 sm:px-6 lg:px-8">
          {brandLogoUrl ? (
            <BrandLogo src={brandLogoUrl} />
          ) : (
            <span aria-hidden className="h-8 w-1 shrink-0 rounded-full bg-accent" />
          )}
          <div className="min-w-0">
            <p className="truncate text-xs text-ink-muted">{brandName}</p>
            <p className="line-clamp-2 text-base leading-snug font-semibold text-ink">{roomName}</p>
          </div>
          <div className="ml-auto flex min-w-0 shrink-0 items-center gap-1 sm:gap-5">
            {contact ? <div className="hidden max-w-80 min-w-0 sm:block">{contact}</div> : null}
            {chat}
          </div>
        </div>
      </header>
      <div className="mx-auto w-full max-w-page flex-1 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10 lg:px-8">
        {pages.length > 1 ? <PageNav pages={pages} /> : null}
        <main
          id="main"
          tabIndex={-1}
          className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:col-start-2 lg:px-0 lg:py-8"
        >
          {children}
          <PageTurner pages={pages} />
        </main>
      </div>
      {footer ? (
        <footer className="border-t border-line print:hidden">
          <div className="mx-auto w-full max-w-page px-4 py-5 text-sm text-ink-muted sm:px-6 lg:px-8">
            {contact ? <div className="mb-5 border-b border-line pb-5 sm:hidden">{contact}</div> : null}
            {footer}
          </div>
        </footer>
      ) : null}
    </div>
  );
}

function PageNav({ pages }: { pages: readonly PageItem[] }) {
  const { t } = useTranslation("common");
  const strip = useRef<HTMLUListElement>(null);
  const current = pages.find((page) => page.current)?.to;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the strip must follow when the page changes
  useEffect(() => {
    const item = strip.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (item && strip.current) strip.current.scrollLeft = item.offsetLeft - strip.current.clientWidth / 4;
  }, [current]);
  return (
    <nav
      aria-label={t("navigation.pages")}
      className="sticky top-0 z-20 border-b border-line bg-canvas lg:static lg:border-b-0 lg:py-8 print:hidden"
    >
      <ul
        ref={strip}
        className="relative flex gap-5 overflow-x-auto px-4 [scrollbar-width:none] sm:px-6 lg:sticky lg:top-8 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:px-0"
      >
        {pages.map((page) => (
          <li key={page.to} className="shrink-0 lg:shrink">
            <Link
              to={page.to}
              prefetch="intent"
              aria-current={page.current ? "page" : undefined}
              className={pageLook(page.current)}
            >
              <PageKindIcon kind={page.kind} />
              <span className="max-w-48 truncate lg:line-clamp-3 lg:max-w-none lg:whitespace-normal">
                {page.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function pageLook(isCurrent: boolean): string {
  return classes(
    "flex min-h-12 items-center gap-2 border-b-2 text-sm focus-visible:-outline-offset-2 lg:min-h-9 lg:rounded-md lg:border-b-0 lg:px-2.5 lg:py-1.5 [&>svg]:size-4 [&>svg]:shrink-0",
    isCurrent
      ? "border-accent font-medium text-accent lg:bg-accent-soft"
      : "border-transparent text-ink-muted hover:text-ink lg:hover:bg-sunken",
  );
}

/** Leads on to the next page, so that a reader on a phone needn't go back to the top. */
function PageTurner({ pages }: { pages: readonly PageItem[] }) {
  const { t } = useTranslation("common");
  const at = pages.findIndex((page) => page.current);
  const before = at > 0 ? pages[at - 1] : undefined;
  const after = at >= 0 ? pages[at + 1] : undefined;
  if (!before && !after) return null;
  const look =
    "group flex min-w-0 flex-1 flex-col gap-0.5 rounded-lg border border-line bg-surface px-4 py-3 text-sm hover:border-line-strong";
  return (
    <nav
      aria-label={`${t("actions.previous")} / ${t("actions.next")}`}
      className="mt-10 flex gap-3 print:hidden"
    >
      {before ? (
        <Link to={before.to} className={look}>
          <span className="flex items-center gap-1 text-xs text-ink-muted">
            <ArrowLeft aria-hidden className="size-3.5" />
            {t("actions.previous")}
          </span>
          <span className="truncate font-medium text-ink">{before.title}</span>
        </Link>
      ) : (
        <span className="flex-1" />
      )}
      {after ? (
        <Link to={after.to} prefetch="intent" className={classes(look, "items-end text-end")}>
          <span className="flex items-center gap-1 text-xs text-ink-muted">
            {t("actions.next")}
            <ArrowRight aria-hidden className="size-3.5" />
          </span>
          <span className="max-w-full truncate font-medium text-ink">{after.title}</span>
        </Link>
      ) : (
        <span className="flex-1" />
      )}
    </nav>
  );
}
