import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import type { OfferedTemplate } from "../schema";
import { TemplatePreview } from "./template-preview";

export type { OfferedTemplate } from "../schema";

type Props = { templates: readonly OfferedTemplate[]; chosen: string | undefined; error: string | undefined };

/** What a new room begins with; each choice opens to show its pages. */
export function TemplateField({ templates, chosen = "", error }: Props) {
  const { t } = useTranslation("templates");
  return (
    <fieldset>
      <legend className="text-sm font-medium text-ink">{t("field.legend")}</legend>
      {error ? <p className="mt-1 text-sm text-danger">{t("field.gone")}</p> : null}
      <ul className="mt-2 flex flex-col divide-y divide-line rounded-md border border-line">
        <li className="px-3 py-2.5">
          <Choice value="" isChosen={chosen === ""}>
            {t("field.empty")}
          </Choice>
        </li>
        {templates.map((template) => (
          <li key={template.id} className="px-3 py-2.5">
            <Choice value={template.id} isChosen={chosen === template.id}>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {template.name}
                <Badge>{t(`languages.${template.language}`)}</Badge>
                {template.isSuggested ? <Badge tone="accent">{t("field.suggested")}</Badge> : null}
              </span>
            </Choice>
            {template.description ? (
              <p className="pl-6 text-sm text-ink-muted">{template.description}</p>
            ) : null}
            <details className="mt-1 pl-6 text-sm">
              <summary className="w-fit cursor-pointer text-ink-muted hover:text-ink">
                {t("field.preview")}
                <span className="sr-only"> {template.name}</span>
              </summary>
              <div className="mt-2">
                <TemplatePreview pages={template.pages} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Choice({ value, isChosen, children }: { value: string; isChosen: boolean; children: ReactNode }) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-sm text-ink pointer-coarse:min-h-11">
      <input
        type="radio"
        name="templateId"
        value={value}
        defaultChecked={isChosen}
        className="size-4 shrink-0 accent-accent"
      />
      {children}
    </label>
  );
}
