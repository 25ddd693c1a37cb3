import { useDesignTexts } from "../hooks/use-design-texts";
import { RADII, SPACES } from "../utils";
import { Section, Specimen } from "./section";

export function ShapeSection() {
  const { shape } = useDesignTexts();
  return (
    <Section of="shape">
      <Specimen label={shape.space}>
        <ul className="flex flex-wrap items-end gap-4">
          {SPACES.map((step) => (
            <li key={step} className="text-center text-xs text-ink-muted tabular-nums">
              <span
                aria-hidden
                data-mark
                className="mx-auto mb-1.5 block bg-accent-soft"
                style={{ width: `calc(var(--spacing) * ${step})`, height: `calc(var(--spacing) * ${step})` }}
              />
              {step}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen label={shape.radius}>
        <ul className="flex flex-wrap gap-4">
          {RADII.map((name) => (
            <li
              key={name}
              className={`grid h-16 w-24 place-items-center border border-line-strong bg-surface text-xs text-ink-muted ${name}`}
            >
              {name}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen label={shape.shadow}>
        <ul className="flex flex-wrap gap-6 pb-2">
          <li className="rounded-lg bg-surface px-5 py-4 text-xs text-ink-muted shadow-sm">sm</li>
          <li className="rounded-lg bg-surface px-5 py-4 text-xs text-ink-muted shadow-lg">lg</li>
        </ul>
      </Specimen>
    </Section>
  );
}
