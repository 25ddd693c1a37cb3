import { Link } from "@remix-run/react";
import { classes } from "./classes";

export type Choice = { key: string; label: string; to: string };

/** A few choices of which one holds, each with an address of its own. */
export function ChoiceLinks({
  label,
  choices,
  chosen,
}: {
  label: string;
  choices: readonly Choice[];
  chosen: string;
}) {
  return (
    <nav aria-label={label} className="max-w-full overflow-x-auto print:hidden">
      <ul className="inline-flex gap-0.5 rounded-md bg-sunken p-0.5">
        {choices.map(({ key, label: text, to }) => (
          <li key={key}>
            <Link
              to={to}
              preventScrollReset
              aria-current={key === chosen ? "true" : undefined}
              className={classes(
                "flex min-h-7 items-center rounded-sm px-2.5 text-sm whitespace-nowrap focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
                key === chosen ? "bg-raised font-medium text-ink shadow-sm" : "text-ink-muted hover:text-ink",
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
