import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "~/ui/field";
import type { DraftErrors, LineDraft } from "../../pricing/drafts";
import { isDiscountKind } from "../../pricing/drafts";
import { DISCOUNT_KINDS } from "../../pricing/utils";

type Props = {
  line: LineDraft;
  number: number;
  isOnly: boolean;
  errors: DraftErrors[string] | undefined;
  onChange: (change: Partial<LineDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

export function PricingLineFields({ line, number, isOnly, errors, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation("proposals");
  const field = (name: "name" | "description" | "quantity" | "unitPrice" | "discount" | "taxRate") => ({
    name: `${name}-${line.id}`,
    label: t(`pricing.${name}`),
    value: line[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [name]: value }),
    error: name === "description" ? undefined : errors?.[name],
  });
  return (
    <fieldset className="rounded-lg border border-line p-3">
      <legend className="px-1 text-sm font-medium text-ink">{t("pricing.line", { number })}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-6">
        <TextField {...field("name")} maxLength={200} className="col-span-2 sm:col-span-3" />
        <TextField {...field("description")} maxLength={1_000} className="col-span-2 sm:col-span-3" />
        <TextField {...field("quantity")} inputMode="decimal" />
        <TextField {...field("unitPrice")} inputMode="decimal" className="sm:col-span-2" />
        <TextField {...field("taxRate")} inputMode="decimal" />
        <SelectField
          name={`discountKind-${line.id}`}
          label={t("pricing.discountKind")}
          value={line.discountKind}
          onChange={({ currentTarget: { value } }) =>
            isDiscountKind(value) ? onChange({ discountKind: value }) : undefined
          }
          options={DISCOUNT_KINDS.map((value) => ({ value, label: t(`pricing.discounts.${value}`) }))}
        />
        {line.discountKind === "none" ? null : <TextField {...field("discount")} inputMode="decimal" />}
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Tick
          label={t("pricing.optional")}
          isOn={line.optional}
          onChange={(optional) => onChange({ optional })}
        />
        {line.optional ? (
          <Tick label={t("pricing.isOn")} isOn={line.isOn} onChange={(isOn) => onChange({ isOn })} />
        ) : null}
        <span className="ml-auto flex gap-1">
          <IconButton icon={ArrowUp} label={t("pricing.moveUp", { number })} onClick={() => onMove(-1)} />
          <IconButton icon={ArrowDown} label={t("pricing.moveDown", { number })} onClick={() => onMove(1)} />
          <IconButton
            icon={Trash2}
            label={t("pricing.remove", { number })}
            isOff={isOnly}
            onClick={onRemove}
          />
        </span>
      </div>
    </fieldset>
  );
}

function Tick({
  label,
  isOn,
  onChange,
}: {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm text-ink">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  );
}

type IconButtonProps = { icon: typeof ArrowUp; label: string; isOff?: boolean; onClick: () => void };

function IconButton({ icon: Icon, label, isOff, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink disabled:opacity-40 pointer-coarse:size-11"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
