import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cleanLine } from "~/platform/text";
import { SelectField, TextField } from "~/ui/field";
import { CTA_ACTIONS, type CtaAction, isSafeHref } from "../../blocks/utils";
import { SettingsForm, textOf } from "./settings-form";

export type CtaAttributes = { label: string; action: CtaAction; href: string; pageId: string };

type Props = {
  button: CtaAttributes;
  pages: readonly { id: string; title: string }[];
  onClose: () => void;
  onApply: (button: CtaAttributes) => void;
};

export function CtaSettings({ button, pages, onClose, onApply }: Props) {
  const { t } = useTranslation("proposals");
  const [action, setAction] = useState(button.action);
  const [errors, setErrors] = useState<Partial<Record<"label" | "href" | "pageId", string>>>({});
  const apply = (form: FormData) => {
    const label = cleanLine(textOf(form, "label")).slice(0, 80);
    const typed = textOf(form, "href").trim();
    const href = /^[\w-]+(\.[\w-]+)+/.test(typed) ? `https://${typed}` : typed;
    const pageId = textOf(form, "pageId");
    const found = {
      ...(label === "" && { label: "required" }),
      ...(action === "link" && !isSafeHref(href) && { href: t("link.invalid") }),
      ...(action === "page" && pageId === "" && { pageId: "required" }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return false;
    onApply({ label, action, href: action === "link" ? href : "", pageId: action === "page" ? pageId : "" });
    return true;
  };
  return (
    <SettingsForm title={t("cta.title")} onClose={onClose} onApply={apply}>
      <TextField
        name="label"
        label={t("cta.label")}
        defaultValue={button.label}
        maxLength={80}
        error={errors.label}
        required
        autoFocus
      />
      <SelectField
        name="action"
        label={t("cta.action")}
        value={action}
        onChange={({ currentTarget: { value } }) =>
          setAction(CTA_ACTIONS.find((one) => one === value) ?? "link")
        }
        options={CTA_ACTIONS.map((value) => ({ value, label: t(`cta.actions.${value}`) }))}
      />
      {action === "link" ? (
        <TextField
          name="href"
          label={t("link.address")}
          hint={t("link.hint")}
          defaultValue={button.href}
          error={errors.href}
        />
      ) : null}
      {action === "page" ? (
        <SelectField
          name="pageId"
          label={t("cta.page")}
          defaultValue={button.pageId}
          placeholder={t("cta.choosePage")}
          options={pages.map(({ id, title }) => ({ value: id, label: title }))}
          error={errors.pageId}
        />
      ) : null}
    </SettingsForm>
  );
}
