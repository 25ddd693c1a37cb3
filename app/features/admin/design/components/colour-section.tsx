import type { ReactNode } from "react";
import { useDesignTexts } from "../hooks/use-design-texts";
import { HEATS, INKS, MEANINGS, SURFACES } from "../utils";
import { Section, Specimen } from "./section";

export function ColourSection() {
  const { colour } = useDesignTexts();
  return (
    <Section of="colour">
      <Specimen label={colour.surfaces}>
        <Swatches>
          {SURFACES.map((token) => (
            <Swatch key={token} token={token} />
          ))}
        </Swatches>
      </Specimen>
      <Specimen label={colour.text}>
        <ul className="flex flex-wrap gap-x-8 gap-y-2">
          {INKS.map((token) => (
            <li key={token} style={{ color: `var(--${token})` }}>
              Engawa 縁側 <span className="text-xs">{token}</span>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen label={colour.meaning}>
        <Swatches>
          {MEANINGS.map((token) => (
            <Swatch key={token} token={token} />
          ))}
          {MEANINGS.map((token) => (
            <li
              key={token}
              className="rounded-md px-3 py-2.5 text-sm font-medium"
              style={{ background: `var(--${token}-soft)`, color: `var(--${token})` }}
            >
              {token}-soft 縁側
            </li>
          ))}
        </Swatches>
      </Specimen>
      <Specimen label={colour.heat}>
        <ul className="grid grid-cols-6 gap-1">
          {HEATS.map((level) => (
            <li
              key={level}
              data-mark
              className="rounded-sm border border-line py-3 text-center text-sm text-ink tabular-nums"
              style={{ background: `var(--heat-${level})` }}
            >
              {level}
            </li>
          ))}
        </ul>
      </Specimen>
    </Section>
  );
}

function Swatches({ children }: { children: ReactNode }) {
  return <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">{children}</ul>;
}

function Swatch({ token }: { token: string }) {
  return (
    <li className="text-xs text-ink-muted">
      <span
        aria-hidden
        data-mark
        className="mb-1.5 block h-10 rounded-md border border-line"
        style={{ background: `var(--${token})` }}
      />
      {token}
    </li>
  );
}
