import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CURRENCIES } from "~/platform/i18n/currencies";
import { formatMoney } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { SelectField } from "~/ui/field";
import { useLocale } from "~/ui/locale";
import {
  type DraftErrors,
  draftOf,
  inCurrency,
  type LineDraft,
  newLineDraft,
  newPricingDraft,
  type PricingDraft,
  pricingFrom,
} from "../../pricing/drafts";
import { MAX_LINES, type Pricing, ROUNDINGS, TAX_MODES, totalsOf } from "../../pricing/utils";
import { PricingLineFields } from "./pricing-line";
import { SettingsForm } from "./settings-form";

type Props = {
  pricing: Pricing | null;
  currency: string;
  onClose: () => void;
  onApply: (pricing: Pricing) => void;
};

export function PricingSettings({ pricing, currency, onClose, onApply }: Props) {
  const { t } = useTranslation("proposals");
  const [draft, setDraft] = useState(() => (pricing ? draftOf(pricing) : newPricingDraft(currency)));
  const [errors, setErrors] = useState<DraftErrors>({});
  const apply = () => {
    const typed = pricingFrom(draft);
    setErrors(typed.ok ? {} : typed.errors);
    if (typed.ok) onApply(typed.pricing);
    return typed.ok;
  };
  const setLines = (lines: LineDraft[]) => setDraft({ ...draft, lines });
  return (
    <SettingsForm title={t("pricing.title")} size="lg" onClose={onClose} onApply={apply}>
      <TableChoices draft={draft} onChange={setDraft} />
      {draft.lines.map((line, at) => (
        <PricingLineFields
          key={line.id}
          line={line}
          number={at + 1}
          isOnly={draft.lines.length === 1}
          errors={errors[line.id]}
          onChange={(change) =>
            setLines(draft.lines.map((one, place) => (place === at ? { ...one, ...change } : one)))
          }
          onMove={(by) => setLines(moved(draft.lines, at, by))}
          onRemove={() => setLines(draft.lines.filter((one) => one !== line))}
        />
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button
          type="button"
          icon={<Plus aria-hidden />}
          disabled={draft.lines.length >= MAX_LINES}
          onClick={() => setLines([...draft.lines, newLineDraft()])}
        >
          {t("pricing.add")}
        </Button>
        <Total draft={draft} />
      </div>
    </SettingsForm>
  );
}

function TableChoices({ draft, onChange }: { draft: PricingDraft; onChange: (draft: PricingDraft) => void }) {
  const { t } = useTranslation("proposals");
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        name="currency"
        label={t("pricing.currency")}
        value={draft.currency}
        onChange={({ currentTarget }) => onChange(inCurrency(draft, currentTarget.value))}
        options={CURRENCIES.map((value) => ({ value, label: value }))}
      />
      <SelectField
        name="taxMode"
        label={t("pricing.taxMode")}
        value={draft.taxMode}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, taxMode: TAX_MODES.find((mode) => mode === value) ?? "exclusive" })
        }
        options={TAX_MODES.map((value) => ({ value, label: t(`pricing.taxModes.${value}`) }))}
      />
      <SelectField
        name="rounding"
        label={t("pricing.rounding")}
        value={draft.rounding}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, rounding: ROUNDINGS.find((one) => one === value) ?? "floor" })
        }
        options={ROUNDINGS.map((value) => ({ value, label: t(`pricing.roundings.${value}`) }))}
      />
    </div>
  );
}

/** As far as what is typed makes sense. */
function Total({ draft }: { draft: PricingDraft }) {
  const { t } = useTranslation("proposals");
  const { language } = useLocale();
  const typed = pricingFrom(draft);
  if (!typed.ok) return null;
  const { totalMinor } = totalsOf(typed.pricing);
  return (
    <output className="text-sm text-ink tabular-nums">
      {t("pricing.total", { total: formatMoney(totalMinor, draft.currency, language) })}
    </output>
  );
}

function moved(lines: readonly LineDraft[], at: number, by: -1 | 1): LineDraft[] {
  const next = [...lines];
  const line = next[at];
  const other = next[at + by];
  if (!line || !other) return next;
  next[at] = other;
  next[at + by] = line;
  return next;
}
