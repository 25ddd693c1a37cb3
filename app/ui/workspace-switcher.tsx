import { Form } from "@remix-run/react";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Logo } from "./logo";

export type WorkspaceChoice = { memberId: string; name: string };

type Props = {
  choices: readonly WorkspaceChoice[];
  currentId: string | undefined;
  itemLook: string;
};

/** For people who work in several workspaces; nothing for everyone else. */
export function WorkspaceSwitcher({ choices, currentId, itemLook }: Props) {
  const { t } = useTranslation("common");
  if (choices.length < 2) return null;
  return (
    <section aria-label={t("switcher.title")} className="border-t border-line py-1">
      <p aria-hidden className="px-2.5 pt-1 pb-0.5 text-xs font-medium text-ink-faint">
        {t("switcher.title")}
      </p>
      {/* The whole document anew: nothing of the other workspace stays on the page. */}
      <Form method="post" action={paths.switchWorkspace()} reloadDocument>
        <ul className="max-h-60 overflow-y-auto">
          {choices.map(({ memberId, name }) => {
            const isCurrent = memberId === currentId;
            return (
              <li key={memberId}>
                <button
                  type="submit"
                  name="memberId"
                  value={memberId}
                  aria-current={isCurrent || undefined}
                  aria-label={isCurrent ? undefined : t("switcher.switchTo", { name })}
                  className={itemLook}
                >
                  {isCurrent ? <Check aria-hidden /> : <Logo />}
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </Form>
    </section>
  );
}
