import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { brandVariables, checkBrand, type ShadeCheck } from "~/ui/brand";
import { BrandLogo } from "~/ui/brand-logo";
import { useLocale } from "~/ui/locale";

type Props = {
  colour: string;
  name: string;
  logoUrl: string | null;
  /** Puts the nearest readable colour in the field; without it nothing is offered. */
  onChoose?: (colour: string) => void;
};

/** What buyers will see in either theme, and how well it can be read there. */
export function BrandPreview({ colour, name, logoUrl, onChoose }: Props) {
  const { t } = useTranslation("settings");
  const { isKept, nearest, light, dark } = checkBrand(colour);
  return (
    <div className="mt-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Panel theme="light" check={light} {...{ colour, name, logoUrl }} />
        <Panel theme="dark" check={dark} {...{ colour, name, logoUrl }} />
      </div>
      <div aria-live="polite" className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink">
        {isKept ? (
          <p className="flex gap-2">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
            {t("branding.kept")}
          </p>
        ) : (
          <>
            <p className="flex gap-2">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
              {t("branding.moved", { colour: nearest })}
            </p>
            {onChoose ? (
              <button
                type="button"
                onClick={() => onChoose(nearest)}
                className="rounded-md px-2 py-1 font-medium text-accent hover:bg-sunken pointer-coarse:min-h-11"
              >
                {t("branding.useNearest", { colour: nearest })}
              </button>
            ) : null}
          </>
        )}
      </div>
    </div>
  );
}

/** As tokens.css sets it for a whole page of that theme. */
const SOFT_SHARE: Record<"light" | "dark", Record<`--${string}`, string>> = {
  light: { "--soft-share": "10%" },
  dark: { "--soft-share": "20%" },
};

type PanelProps = Omit<Props, "onChoose"> & { theme: "light" | "dark"; check: ShadeCheck };

function Panel({ theme, check, colour, name, logoUrl }: PanelProps) {
  const { t } = useTranslation("settings");
  const { language } = useLocale();
  const ratio = (value: number) => `${formatNumber(Math.floor(value * 10) / 10, language)} : 1`;
  return (
    <figure
      data-theme={theme}
      data-brand
      style={{ ...brandVariables(colour), ...SOFT_SHARE[theme] }}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-canvas text-ink"
    >
      <figcaption className="sr-only">{t(`branding.themes.${theme}`)}</figcaption>
      <div className="flex items-center gap-3 border-b border-line bg-surface px-4 py-3">
        {logoUrl ? <BrandLogo src={logoUrl} /> : <span className="h-7 w-1 shrink-0 rounded-full bg-accent" />}
        <span className="min-w-0 truncate text-sm font-semibold">{name}</span>
      </div>
      <div className="flex flex-wrap items-center gap-3 px-4 py-4 text-sm">
        <span className="rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent">
          {t("branding.sampleButton")}
        </span>
        <span className="font-medium text-accent underline">{t("branding.sampleLink")}</span>
        <span className="rounded-sm bg-accent-soft px-1.5 py-0.5 text-xs text-accent">
          {t("branding.sampleMark")}
        </span>
      </div>
      <dl className="grid gap-1 border-t border-line px-4 py-3 text-xs text-ink-muted">
        <Fact label={t("branding.painted")} value={check.shade} />
        <Fact label={t("branding.ratio")} value={ratio(check.shadeRatio)} />
        <Fact label={t("branding.chosenRatio")} value={ratio(check.chosenRatio)} />
      </dl>
    </figure>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-3">
      <dt>{label}</dt>
      <dd className="tabular-nums text-ink">{value}</dd>
    </div>
  );
}
