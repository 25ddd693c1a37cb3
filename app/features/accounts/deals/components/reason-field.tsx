import { useTranslation } from "react-i18next";
import { Field, Select } from "~/ui/field";
import { usePipeline } from "../../pipeline/hooks/use-pipeline";
import { choicesOf } from "../../pipeline/utils";

type Props = {
  /** Only its reasons are offered; null: those of both outcomes. */
  outcome: string | null;
  chosen?: string;
  error?: string;
};

/** Why a deal was won or lost, from the workspace's own list. */
export function ReasonField({ outcome, chosen, error }: Props) {
  const { t } = useTranslation("accounts");
  const { reasons, reasonLabel } = usePipeline();
  const offered = choicesOf(reasons);
  const groups = (["won", "lost"] as const).filter((group) => outcome === null || outcome === group);
  return (
    <Field label={t("deals.reason")} name="outcomeReason" error={error} hint={t("deals.reasonHint")}>
      {(control) => (
        <Select key={outcome} {...control} defaultValue={chosen}>
          <option value="">{t("deals.noReason")}</option>
          {groups.map((group) => (
            <optgroup key={group} label={t(`outcomes.${group}`)}>
              {offered
                .filter((reason) => reason.outcome === group)
                .map(({ key }) => (
                  <option key={key} value={key}>
                    {reasonLabel(key)}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
