import { useTranslation } from "react-i18next";
import { cleanLine } from "~/platform/text";
import { TextField } from "~/ui/field";
import { MAX_PLAN_TASKS } from "../../blocks/utils";
import { MAX_FALLBACK_CHARS } from "../../variables/utils";
import { SettingsForm, textOf } from "./settings-form";

type Props<Value> = { value: Value; onClose: () => void; onApply: (value: Value) => void };

/** How many steps of the plan are shown. */
export function PlanSettings({ value, onClose, onApply }: Props<number>) {
  const { t } = useTranslation("proposals");
  const apply = (form: FormData) => {
    const count = Math.round(Number(textOf(form, "taskCount")));
    onApply(Math.max(1, Math.min(MAX_PLAN_TASKS, count || 1)));
    return true;
  };
  return (
    <SettingsForm title={t("plan.title")} onClose={onClose} onApply={apply}>
      <TextField
        name="taskCount"
        type="number"
        min={1}
        max={MAX_PLAN_TASKS}
        label={t("plan.count")}
        defaultValue={value}
        autoFocus
      />
    </SettingsForm>
  );
}

/** What stands where a reader's value isn't known. */
export function VariableSettings({ value, label, onClose, onApply }: Props<string> & { label: string }) {
  const { t } = useTranslation("proposals");
  const apply = (form: FormData) => {
    onApply(cleanLine(textOf(form, "fallback")).slice(0, MAX_FALLBACK_CHARS));
    return true;
  };
  return (
    <SettingsForm title={label} onClose={onClose} onApply={apply}>
      <TextField
        name="fallback"
        label={t("variable.fallback")}
        hint={t("variable.fallbackHint")}
        defaultValue={value}
        maxLength={MAX_FALLBACK_CHARS}
        autoFocus
      />
    </SettingsForm>
  );
}

/** The words for people who can't see the picture. */
export function ImageSettings({ value, onClose, onApply }: Props<string>) {
  const { t } = useTranslation("proposals");
  const apply = (form: FormData) => {
    onApply(cleanLine(textOf(form, "alt")).slice(0, 300));
    return true;
  };
  return (
    <SettingsForm title={t("imageAlt.title")} onClose={onClose} onApply={apply}>
      <TextField name="alt" label={t("imageAlt.label")} defaultValue={value} maxLength={300} autoFocus />
    </SettingsForm>
  );
}
