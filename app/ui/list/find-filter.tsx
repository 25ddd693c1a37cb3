import { useFetcher } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CONTROL_LOOK } from "../field";
import type { FilterOption } from "./filter-form";

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 150;

/** What the server found for a term. */
export type FoundOptions = { term: string; options: readonly FilterOption[] };

type Props = {
  name: string;
  label: string;
  placeholder: string;
  /** Those of the address. */
  chosen: readonly FilterOption[];
  /** What was asked for without a script. */
  found: FoundOptions | null;
  /** Where a script asks; answers with `FoundOptions`. */
  toFind: (term: string) => string;
};

/** One or more of a great many: typing finds them, ticking takes them. Without a script the form answers with what was found. */
export function FindFilter({ name, label, placeholder, chosen, found, toFind }: Props) {
  const { t } = useTranslation("lists");
  const [term, setTerm] = useState(found?.term ?? "");
  const [kept, setKept] = useState(chosen);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(chosen.map(({ value }) => value)));
  const { answer, isScripted } = useFound(term, { found, toFind });
  const statusId = useId();
  const fresh = (answer?.options ?? []).filter(({ value }) => !kept.some((one) => one.value === value));
  const options = [...kept, ...fresh];
  const tick = (option: FilterOption, isTicked: boolean) => {
    setKept(kept.some(({ value }) => value === option.value) ? kept : [...kept, option]);
    const next = new Set(ticked);
    if (isTicked) next.add(option.value);
    else next.delete(option.value);
    setTicked(next);
  };
  const isNone = answer !== null && answer.term !== "" && answer.options.length === 0;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-xs font-medium text-ink-muted">{label}</legend>
      <input
        type="search"
        name={isScripted ? undefined : "find"}
        value={term}
        onChange={(event) => setTerm(event.target.value)}
        onKeyDown={stayInForm}
        aria-label={placeholder}
        aria-describedby={statusId}
        placeholder={placeholder}
        autoComplete="off"
        className={CONTROL_LOOK}
      />
      <p id={statusId} role="status" className="text-xs text-ink-muted not-empty:mt-1.5">
        {isNone ? t("find.none") : null}
      </p>
      {options.length > 0 ? (
        <div className="mt-1.5 flex max-h-36 flex-col gap-0.5 overflow-y-auto rounded-md border border-line p-1">
          {options.map((option) => (
            <label
              key={option.value}
              className="flex min-h-7 items-center gap-2 rounded-sm px-1.5 py-0.5 text-sm text-ink hover:bg-sunken pointer-coarse:min-h-10"
            >
              <input
                type="checkbox"
                name={name}
                value={option.value}
                checked={ticked.has(option.value)}
                onChange={(event) => tick(option, event.target.checked)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="line-clamp-2 min-w-0 wrap-anywhere">{option.label}</span>
            </label>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

function useFound(term: string, { found, toFind }: Pick<Props, "found" | "toFind">) {
  const { load, data } = useFetcher<unknown>();
  const [isScripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const asked = term.trim();
  const before = found?.term ?? "";
  useEffect(() => {
    if (asked === "" || asked === before) return;
    const timer = setTimeout(() => load(toFind(asked)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [asked, before, load, toFind]);
  const answer = isFound(data) ? data : found;
  // The last answer stays until the next one: a list that blinks away with each letter can't be read.
  return { answer: asked === "" ? null : answer, isScripted };
}

/** Enter here would send the whole form before anything is ticked. */
function stayInForm(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key === "Enter") event.preventDefault();
}

function isFound(data: unknown): data is FoundOptions {
  return typeof data === "object" && data !== null && "term" in data && "options" in data;
}
