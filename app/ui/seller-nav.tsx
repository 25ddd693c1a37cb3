import { NavLink, useLocation } from "@remix-run/react";
import {
  Building2,
  Columns3,
  Contact,
  DoorOpen,
  Ellipsis,
  FileUp,
  Handshake,
  House,
  LayoutTemplate,
  LibraryBig,
  ListChecks,
  Settings,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "./classes";
import { CountBadge } from "./count-badge";

const MAIN = [
  { to: paths.home(), key: "navigation.home", icon: <House aria-hidden /> },
  { to: paths.rooms(), key: "navigation.rooms", icon: <DoorOpen aria-hidden /> },
  { to: paths.accounts(), key: "navigation.accounts", icon: <Building2 aria-hidden /> },
  { to: paths.contacts(), key: "navigation.contacts", icon: <Contact aria-hidden /> },
  { to: paths.deals(), key: "navigation.deals", icon: <Handshake aria-hidden /> },
  { to: paths.tasks(), key: "navigation.tasks", icon: <ListChecks aria-hidden /> },
  { to: paths.library(), key: "navigation.library", icon: <LibraryBig aria-hidden /> },
  { to: paths.templates(), key: "navigation.templates", icon: <LayoutTemplate aria-hidden /> },
] as const;

/** `unread`: rooms with messages the member has not read. */
export function MainNav({ unread = 0 }: { unread?: number }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("navigation.main")}>
      <ul className="flex flex-col gap-0.5">
        {MAIN.map((item) => (
          <SideItem key={item.to} to={item.to} icon={item.icon}>
            {t(item.key)}
            {item.key === "navigation.rooms" ? (
              <span className="ml-auto">
                <CountBadge count={unread} label={t("navigation.unreadRooms", { count: unread })} />
              </span>
            ) : null}
          </SideItem>
        ))}
      </ul>
    </nav>
  );
}

/** At the foot of the side bar: what is set up rather than worked in. */
export function SettingsNav() {
  const { t } = useTranslation("common");
  return (
    <ul>
      <SideItem to={paths.settings()} icon={<Settings aria-hidden />}>
        {t("navigation.settings")}
      </SideItem>
    </ul>
  );
}

const UNDER_THE_THUMB = ["home", "rooms", "accounts", "deals"] as const;
const THUMB = MAIN.filter((item) => UNDER_THE_THUMB.some((key) => item.key === `navigation.${key}`));
const IN_THE_SHEET = [
  ...MAIN.filter((item) => !THUMB.includes(item)),
  { to: paths.dealBoard(), key: "navigation.dealBoard", icon: <Columns3 aria-hidden /> },
  { to: paths.imports(), key: "navigation.imports", icon: <FileUp aria-hidden /> },
  { to: paths.settings(), key: "navigation.settings", icon: <Settings aria-hidden /> },
] as const;
const SHEET_ID = "more-places";
// The Popover API opens and closes it without our JavaScript. React 18 has no types for its attributes.
const POPOVER = { popover: "auto" };
const SHEET_TRIGGER = { popovertarget: SHEET_ID };
const THUMB_LOOK =
  "flex h-full w-full flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2 [&>svg]:size-5";

/** The places of the main navigation under the thumb; the rest is in a sheet above them. */
export function BottomNav() {
  const { t } = useTranslation("common");
  const { pathname } = useLocation();
  const isInSheet = IN_THE_SHEET.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <nav
      aria-label={t("navigation.main")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      <ul className="mx-auto grid h-bottom-nav max-w-form grid-cols-5">
        {THUMB.map((item) => (
          <li key={item.to}>
            <NavLink
              to={item.to}
              prefetch="intent"
              end={item.to === "/"}
              className={({ isActive }) => thumbLook(isActive && !isInSheet)}
            >
              {item.icon}
              {t(item.key)}
            </NavLink>
          </li>
        ))}
        <li>
          <button type="button" {...SHEET_TRIGGER} className={thumbLook(isInSheet)}>
            <Ellipsis aria-hidden />
            {t("navigation.more")}
          </button>
        </li>
      </ul>
      <MoreSheet />
    </nav>
  );
}

function MoreSheet() {
  const { t } = useTranslation("common");
  return (
    <ul
      id={SHEET_ID}
      {...POPOVER}
      className="inset-auto right-3 bottom-[calc(var(--spacing-bottom-nav)+env(safe-area-inset-bottom)+0.5rem)] w-64 rounded-lg bg-surface p-1 shadow-lg lg:hidden"
    >
      {IN_THE_SHEET.map((item) => (
        <li key={item.to}>
          <NavLink
            to={item.to}
            prefetch="intent"
            onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover?.()}
            className={({ isActive }) =>
              classes(
                "flex min-h-11 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm focus-visible:-outline-offset-2 [&>svg]:size-4 [&>svg]:shrink-0",
                isActive
                  ? "bg-sunken font-medium text-ink"
                  : "text-ink hover:bg-sunken [&>svg]:text-ink-muted",
              )
            }
          >
            {item.icon}
            {t(item.key)}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

function thumbLook(isActive: boolean): string {
  return classes(THUMB_LOOK, isActive ? "font-medium text-accent" : "text-ink-muted");
}

function SideItem({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      <NavLink
        to={to}
        end={to === "/"}
        prefetch="intent"
        className={({ isActive }) =>
          classes(
            "flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-sm [&>svg]:size-4 [&>svg]:shrink-0",
            isActive
              ? "bg-sunken font-medium text-ink [&>svg]:text-accent"
              : "text-ink-muted hover:bg-sunken hover:text-ink",
          )
        }
      >
        {icon}
        {children}
      </NavLink>
    </li>
  );
}
