import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { foldPieces, foldQuery, matchStarts, searchOrder } from "../find";
import type { OpenPdf } from "../schema";

export type ActiveMatch = { page: number; index: number };

export type Find = {
  isOpen: boolean;
  query: string;
  /** The query as it is compared; empty when there is nothing to look for. */
  needle: string;
  total: number;
  /** 1-based place of the active match among all found so far. */
  place: number;
  active: ActiveMatch | null;
  isSearching: boolean;
  open: () => void;
  close: () => void;
  setQuery: (query: string) => void;
  step: (direction: 1 | -1) => void;
};

const TYPING_PAUSE_MS = 200;
const REPORT_EVERY_MS = 120;

/** Searches page after page, from the page being read onwards; what is found shows while the rest is still being read. */
export function useFind(input: { pdf: OpenPdf | null; currentPage: number }): Find {
  const { pdf } = input;
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const needle = useMemo(() => (isOpen ? foldQuery(query) : ""), [isOpen, query]);
  const { counts, isSearching } = useMatchCounts(pdf, needle, input.currentPage);
  const [active, setActive] = useState<ActiveMatch | null>(null);
  const startPage = useRef(1);
  startPage.current = input.currentPage;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another needle starts anew
  useEffect(() => setActive(null), [needle, pdf]);
  useEffect(() => {
    if (active) return;
    const pages = [...counts.keys()].sort((a, b) => a - b);
    const page = pages.find((number) => number >= startPage.current) ?? (isSearching ? undefined : pages[0]);
    if (page !== undefined) setActive({ page, index: 0 });
  }, [counts, isSearching, active]);

  const total = useMemo(() => [...counts.values()].reduce((sum, count) => sum + count, 0), [counts]);
  const place = useMemo(() => placeOf(counts, active), [counts, active]);
  const step = useCallback(
    (direction: 1 | -1) => setActive((old) => (old ? neighbour(counts, old, direction) : old)),
    [counts],
  );
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);

  return { isOpen, query, needle, total, place, active, isSearching, open, close, setQuery, step };
}

function useMatchCounts(pdf: OpenPdf | null, needle: string, currentPage: number) {
  const [counts, setCounts] = useState<ReadonlyMap<number, number>>(new Map());
  const [isSearching, setSearching] = useState(false);
  const texts = useRef(new Map<number, string>());
  const fromPage = useRef(currentPage);
  fromPage.current = currentPage;

  // biome-ignore lint/correctness/useExhaustiveDependencies: texts belong to one open file
  useEffect(() => texts.current.clear(), [pdf]);

  useEffect(() => {
    setCounts(new Map());
    setSearching(pdf !== null && needle !== "");
    if (!pdf || needle === "") return;
    let isCurrent = true;
    const search = async () => {
      const found = new Map<number, number>();
      let reported = performance.now();
      for (const page of searchOrder(pdf.pageCount, fromPage.current)) {
        const text = texts.current.get(page) ?? (await readFolded(pdf, page));
        if (!isCurrent) return;
        texts.current.set(page, text);
        const count = matchStarts(text, needle).length;
        if (count > 0) found.set(page, count);
        if (performance.now() - reported < REPORT_EVERY_MS) continue;
        setCounts(new Map(found));
        await new Promise((resolve) => setTimeout(resolve));
        if (!isCurrent) return;
        reported = performance.now();
      }
      setCounts(found);
      setSearching(false);
    };
    const timer = setTimeout(() => void search(), TYPING_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [pdf, needle]);

  return { counts, isSearching };
}

/** A page that can't be read has nothing to find; the search goes on. */
async function readFolded(pdf: OpenPdf, page: number): Promise<string> {
  return pdf.readText(page).then(
    (pieces) => foldPieces(pieces).text,
    () => "",
  );
}

function placeOf(counts: ReadonlyMap<number, number>, active: ActiveMatch | null): number {
  if (!active) return 0;
  let before = 0;
  for (const [page, count] of counts) if (page < active.page) before += count;
  return before + active.index + 1;
}

function neighbour(counts: ReadonlyMap<number, number>, from: ActiveMatch, direction: 1 | -1): ActiveMatch {
  const index = from.index + direction;
  if (index >= 0 && index < (counts.get(from.page) ?? 0)) return { page: from.page, index };
  const pages = [...counts.keys()].sort((a, b) => (a - b) * direction);
  const page = pages.find((number) => (number - from.page) * direction > 0) ?? pages[0] ?? from.page;
  return { page, index: direction === 1 ? 0 : (counts.get(page) ?? 1) - 1 };
}
