import { NavLink } from "@remix-run/react";
import { Building2, Contact, DoorOpen, Handshake, House, LibraryBig, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "./classes";

const MAIN = [
  { to: paths.home(), key: "navigation.home", icon: <House aria-hidden /> },
  { to: paths.rooms(), key: "navigation.rooms", icon: <DoorOpen aria-hidden /> },
  { to: paths.accounts(), key: "navigation.accounts", icon: <Building2 aria-hidden /> },
  { to: paths.contacts(), key: "navigation.contacts", icon: <Contact aria-hidden /> },
  { to: paths.deals(), key: "navigation.deals", icon: <Handshake aria-hidden /> },
  { to: paths.library(), key: "navigation.library", icon: <LibraryBig aria-hidden /> },
] as const;

export function MainNav() {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("navigation.main")}>
      <ul className="flex flex-col gap-0.5">
        {MAIN.map((item) => (
          <SideItem key={item.to} to={item.to} icon={item.icon}>
            {t(item.key)}
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

/** Contacts are one step further there: by way of the accounts. */
const UNDER_THE_THUMB = MAIN.filter((item) => item.key !== "navigation.contacts");

/** The places of the main navigation under the thumb. */
export function BottomNav() {
  const { t } = useTranslation("common");
  return (
    <nav
      aria-label={t("navigation.main")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      <ul className="mx-auto grid h-bottom-nav max-w-form grid-cols-5">
        {UNDER_THE_THUMB.map((item) => (
          <li key={item.to}>
            <NavLink
              to={item.to}
              prefetch="intent"
              end={item.to === "/"}
              className={({ isActive }) =>
                classes(
                  "flex h-full flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2 [&>svg]:size-5",
                  isActive ? "font-medium text-accent" : "text-ink-muted",
                )
              }
            >
              {item.icon}
              {t(item.key)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
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
