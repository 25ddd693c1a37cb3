import { Link } from "@remix-run/react";
import { MoreHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Avatar } from "./avatar";
import { BrandLogo } from "./brand-logo";
import { Logo } from "./logo";
import { BottomNav, MainNav, SettingsNav } from "./seller-nav";
import { SkipLink } from "./skip-link";
import { UserMenu, userMenuTrigger } from "./user-menu";
import type { WorkspaceChoice } from "./workspace-switcher";

export type SellerShellProps = {
  user: { name: string; email: string; photo?: string | null };
  workspace: { name: string; logoUrl?: string | null };
  memberId?: string;
  /** Every workspace the person works in. */
  workspaces?: readonly WorkspaceChoice[];
  /** The way to the search: a field-like one in the side bar, an icon in the top bar. */
  search: { field: ReactNode; icon: ReactNode };
  favourites: ReactNode;
  /** Rooms with unread messages. */
  unread?: number;
  children: ReactNode;
};

/** Side navigation on a desktop; a top bar and a bottom bar on a phone. */
export function SellerShell({ user, workspace, memberId, workspaces, ...slots }: SellerShellProps) {
  const { search, favourites, unread, children } = slots;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[var(--spacing-sidebar)_minmax(0,1fr)] print:block">
      <SkipLink />
      <SideBar user={user} workspace={workspace} search={search} favourites={favourites} unread={unread} />
      <TopBar user={user} workspace={workspace} search={search} />
      <main id="main" tabIndex={-1} className="min-w-0 pb-bottom-nav outline-none lg:pb-0 print:pb-0">
        <div className="mx-auto w-full max-w-page px-4 pt-6 pb-12 sm:px-6 lg:px-10 lg:pt-9 print:max-w-none print:p-0">
          {children}
        </div>
      </main>
      <BottomNav />
      <UserMenu user={user} memberId={memberId} workspaces={workspaces} />
    </div>
  );
}

type BarProps = Pick<SellerShellProps, "user" | "workspace" | "search">;
type SideBarProps = BarProps & Pick<SellerShellProps, "favourites" | "unread">;

function SideBar({ user, workspace, search, favourites, unread }: SideBarProps) {
  const { t } = useTranslation("common");
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r border-line bg-surface px-3 py-4 lg:flex print:hidden">
      <div className="flex flex-col gap-3">
        <WorkspaceLink {...workspace} />
        {search.field}
      </div>
      <MainNav unread={unread} />
      {favourites}
      <div className="mt-auto flex flex-col gap-1">
        <SettingsNav />
        <button
          type="button"
          {...userMenuTrigger}
          aria-label={`${t("navigation.userMenu")}: ${user.name}`}
          className="flex min-w-0 items-center gap-2.5 rounded-md px-2 py-1.5 text-start text-sm text-ink hover:bg-sunken"
        >
          <Avatar name={user.name} photo={user.photo} size="sm" />
          <span className="min-w-0 flex-1 truncate">{user.name}</span>
          <MoreHorizontal aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </button>
      </div>
    </header>
  );
}

function TopBar({ user, workspace, search }: BarProps) {
  const { t } = useTranslation("common");
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center justify-between gap-3 border-b border-line bg-canvas px-4 sm:px-6 lg:hidden print:hidden">
      <WorkspaceLink {...workspace} />
      <div className="ml-auto">{search.icon}</div>
      <button
        type="button"
        {...userMenuTrigger}
        aria-label={`${t("navigation.openMenu")}: ${user.name}`}
        className="-m-1.5 rounded-full p-1.5"
      >
        <Avatar name={user.name} photo={user.photo} />
      </button>
    </header>
  );
}

function WorkspaceLink({ name, logoUrl }: SellerShellProps["workspace"]) {
  return (
    <Link
      to={paths.home()}
      className="flex min-w-0 items-center gap-2.5 rounded-md px-2 py-1.5 pointer-coarse:min-h-11"
    >
      {logoUrl ? <BrandLogo src={logoUrl} size="sm" /> : <Logo className="size-5 shrink-0 text-accent" />}
      <span className="line-clamp-2 text-sm leading-tight font-semibold text-ink wrap-anywhere">{name}</span>
    </Link>
  );
}
