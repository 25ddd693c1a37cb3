import { Form, Link } from "@remix-run/react";
import { LogOut, Settings, Sigma } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { type WorkspaceChoice, WorkspaceSwitcher } from "./workspace-switcher";

const MENU_ID = "user-menu";

// The Popover API opens and closes it without our JavaScript. React 18 has no types for its attributes.
const POPOVER = { popover: "auto" };

/** Attributes of any button that opens the menu. */
export const userMenuTrigger = { popovertarget: MENU_ID };

const ITEM =
  "flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-start text-sm text-ink hover:bg-sunken " +
  "focus-visible:-outline-offset-2 pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-muted";

type UserMenuProps = {
  user: { name: string; email: string };
  memberId?: string;
  workspaces?: readonly WorkspaceChoice[];
};

export function UserMenu({ user, memberId, workspaces = [] }: UserMenuProps) {
  const { t } = useTranslation("common");
  return (
    <nav
      id={MENU_ID}
      aria-label={t("navigation.userMenu")}
      {...POPOVER}
      className="inset-auto top-14 right-3 w-64 rounded-lg bg-surface p-1 shadow-lg lg:top-auto lg:right-auto lg:bottom-16 lg:left-3 print:hidden"
    >
      <p className="truncate px-2.5 pt-2 text-sm font-medium text-ink">{user.name}</p>
      <p className="truncate px-2.5 pb-2 text-xs text-ink-muted">{user.email}</p>
      <ul className="border-t border-line py-1">
        <li>
          <MenuLink to={paths.definitions()} icon={<Sigma aria-hidden />}>
            {t("navigation.definitions")}
          </MenuLink>
        </li>
        <li>
          <MenuLink to={paths.settings()} icon={<Settings aria-hidden />}>
            {t("navigation.settings")}
          </MenuLink>
        </li>
      </ul>
      <WorkspaceSwitcher choices={workspaces} currentId={memberId} itemLook={ITEM} />
      <Form method="post" action={paths.signOut()} className="border-t border-line pt-1">
        <button type="submit" className={ITEM}>
          <LogOut aria-hidden />
          {t("actions.signOut")}
        </button>
      </Form>
    </nav>
  );
}

function MenuLink({ to, icon, children }: { to: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link to={to} onClick={closeMenu} className={ITEM}>
      {icon}
      {children}
    </Link>
  );
}

function closeMenu(event: MouseEvent<HTMLElement>) {
  event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover?.();
}
