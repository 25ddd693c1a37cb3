import { NavLink, useLocation } from "@remix-run/react";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import { useFocusedSetting } from "../hooks/use-focused-setting";
import type { Role } from "../schema";
import { SETTINGS_GROUPS, visibleSections } from "../settings-sections";
import type { SettingsEntry } from "../utils";
import { SettingsSearch } from "./settings-search";

type Props = { role: Role; entries: readonly SettingsEntry[]; children: ReactNode };

/** A quiet list of sections beside the open one; on a phone it folds away above it. */
export function SettingsFrame({ role, entries, children }: Props) {
  const { t } = useTranslation("settings");
  const { pathname } = useLocation();
  useFocusedSetting();
  const sections = visibleSections(role);
  const current =
    sections.find(({ to }) => to === pathname) ??
    sections.find(({ to }) => to !== "/settings" && pathname.startsWith(`${to}/`));
  return (
    <div className="lg:grid lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-12">
      <div className="mb-6 lg:mb-0 print:hidden">
        <div className="flex flex-col gap-3 lg:sticky lg:top-9">
          <SettingsSearch entries={entries} />
          <details key={pathname} className="group rounded-md border border-line bg-surface lg:hidden">
            <summary className="flex min-h-11 list-none items-center justify-between gap-2 px-3 text-sm font-medium text-ink">
              {current ? t(`sections.${current.key}`) : t("title")}
              <ChevronDown aria-hidden className="size-4 text-ink-muted group-open:rotate-180" />
            </summary>
            <div className="border-t border-line p-2">
              <SectionList role={role} />
            </div>
          </details>
          <div className="hidden lg:block">
            <SectionList role={role} />
          </div>
        </div>
      </div>
      <div className="min-w-0 max-w-2xl lg:max-w-3xl">{children}</div>
    </div>
  );
}

function SectionList({ role }: { role: Role }) {
  const { t } = useTranslation("settings");
  const sections = visibleSections(role);
  const groups = SETTINGS_GROUPS.map((group) => ({
    group,
    sections: sections.filter((section) => section.group === group),
  }));
  return (
    <nav aria-label={t("title")} className="flex flex-col gap-4">
      {groups
        .filter(({ sections }) => sections.length > 0)
        .map(({ group, sections }) => (
          <section key={group} aria-label={t(`groups.${group}`)}>
            <p aria-hidden className="px-2 pb-1 text-xs font-medium text-ink-faint">
              {t(`groups.${group}`)}
            </p>
            <ul className="flex flex-col gap-0.5">
              {sections.map(({ key, to }) => (
                <li key={key}>
                  <NavLink to={to} end={to === "/settings"} prefetch="intent" className={sectionLook}>
                    {t(`sections.${key}`)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  );
}

function sectionLook({ isActive }: { isActive: boolean }): string {
  return classes(
    "flex min-h-8 items-center rounded-md px-2 py-1 text-sm pointer-coarse:min-h-11",
    isActive ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:bg-sunken hover:text-ink",
  );
}
