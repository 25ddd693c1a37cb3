import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** "3 / 72": the page being read, and a box to go elsewhere. */
export function PagePicker(props: { page: number; pageCount: number; onPick: (page: number) => void }) {
  const { page, pageCount, onPick } = props;
  const { t } = useTranslation("viewer");
  const [draft, setDraft] = useState(String(page));
  useEffect(() => setDraft(String(page)), [page]);

  const pick = (event: FormEvent) => {
    event.preventDefault();
    const wanted = Number(draft.normalize("NFKC"));
    if (Number.isInteger(wanted) && wanted >= 1) onPick(Math.min(wanted, pageCount));
    else setDraft(String(page));
  };

  return (
    <form onSubmit={pick} className="flex shrink-0 items-center gap-1 text-sm text-ink-muted tabular-nums">
      <input
        aria-label={t("page.box", { count: pageCount })}
        value={draft}
        inputMode="numeric"
        enterKeyHint="go"
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setDraft(String(page))}
        className="h-11 w-11 rounded-md border border-line-control bg-surface text-center text-base text-ink pointer-fine:h-8 pointer-fine:text-sm"
      />
      <span aria-hidden="true">/ {pageCount}</span>
    </form>
  );
}
