import { formatMoney } from "~/platform/i18n/format";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { useDesignTexts } from "../hooks/use-design-texts";
import { LONG_JAPANESE, LONG_LATIN, RIGHT_TO_LEFT, TEXT_SIZES } from "../utils";
import { Section, Specimen } from "./section";

const AMOUNTS = [18_400_000, 111_111, 4_200_000] as const;

export function TypeSection() {
  const { type } = useDesignTexts();
  const { language } = useLocale();
  return (
    <Section of="type">
      <ul className="flex flex-col gap-3">
        {TEXT_SIZES.map((size) => (
          <li key={size} className="flex items-baseline gap-4">
            <span className="w-16 shrink-0 text-xs text-ink-muted">{size}</span>
            <span className={`min-w-0 ${size}`}>{type.sample}</span>
          </li>
        ))}
      </ul>
      <div className="max-w-read">
        <h2 className="text-2xl font-semibold text-ink">{type.sample}</h2>
        <p className="mt-3 text-ink">{type.paragraph}</p>
        <p className="mt-3 text-sm text-ink-muted">{type.paragraph}</p>
      </div>
      <div className="grid gap-8 sm:grid-cols-2">
        <Specimen label={type.numbers}>
          <ul className="text-end text-sm tabular-nums">
            {AMOUNTS.map((amount) => (
              <li key={amount}>
                {formatMoney(amount, "JPY", language)} · <Duration ms={amount} />
              </li>
            ))}
          </ul>
        </Specimen>
        <Specimen label={type.names}>
          <ul className="flex flex-col gap-2 text-sm">
            {[LONG_JAPANESE, LONG_LATIN, RIGHT_TO_LEFT].map((name) => (
              <li key={name} className="wrap-anywhere">
                <bdi>{name}</bdi>
              </li>
            ))}
            <li className="truncate">{LONG_JAPANESE}</li>
          </ul>
        </Specimen>
      </div>
    </Section>
  );
}
