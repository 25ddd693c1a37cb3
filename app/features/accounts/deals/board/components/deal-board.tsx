import { Link, useSearchParams } from "@remix-run/react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney, formatNumber } from "~/platform/i18n/format";
import { classes } from "~/ui/classes";
import { useLocale } from "~/ui/locale";
import { useCardDrag } from "~/ui/use-card-drag";
import { useBoardMoves } from "../hooks/use-board-moves";
import type { BoardCard, BoardColumn } from "../schema";
import { BoardCardItem } from "./board-card";
import { CloseDialog } from "./close-dialog";

type Asking = { card: BoardCard; outcome: "won" | "lost" };

/** Deals by stage; a card is moved by dragging or by its menu. */
export function DealBoard({ columns }: { columns: readonly BoardColumn[] }) {
  const { t } = useTranslation("board");
  const board = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { shown, moveTo, close, placeName } = useBoardMoves(columns);
  const nameOf = (column: BoardColumn) => placeName(column.place);

  const move = (card: BoardCard, column: BoardColumn) => {
    const { outcome, stage } = column.place;
    const isHere = outcome === card.outcome && (outcome !== "open" || stage === card.stage);
    if (isHere || !card.canMove) return;
    if (outcome === "open") moveTo(card, stage);
    else setAsking({ card, outcome });
  };
  const { dragging, take } = useCardDrag(board, (cardId, key) => {
    const card = shown.flatMap(({ cards }) => cards).find(({ id }) => id === cardId);
    const column = shown.find((one) => one.key === key);
    if (card && column) move(card, column);
  });

  return (
    <>
      <section
        ref={board}
        aria-label={t("label")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={classes(
          "-mx-4 flex items-start gap-3 overflow-x-auto px-4 pb-4 sm:-mx-6 sm:px-6",
          dragging ? "select-none" : "snap-x scroll-px-4 sm:snap-none",
        )}
      >
        {shown.map((column) => (
          <section
            key={column.key}
            data-column={column.key}
            aria-label={nameOf(column)}
            className={classes(
              "flex w-72 shrink-0 snap-start flex-col rounded-lg border p-2",
              dragging?.over === column.key ? "border-accent bg-accent-soft" : "border-transparent bg-sunken",
            )}
          >
            <ColumnHead column={column} name={nameOf(column)} />
            <ul className="flex min-h-16 flex-col gap-2">
              {column.cards.map((card) => (
                <BoardCardItem
                  key={card.id}
                  card={card}
                  columns={shown}
                  nameOf={nameOf}
                  onMove={(target) => move(card, target)}
                  isDragged={dragging?.cardId === card.id}
                  offset={dragging?.cardId === card.id ? dragging : null}
                  onPointerDown={take(card.id)}
                />
              ))}
            </ul>
            <MoreLink column={column} name={nameOf(column)} />
          </section>
        ))}
      </section>
      {asking ? (
        <CloseDialog
          card={asking.card}
          outcome={asking.outcome}
          onClose={() => setAsking(null)}
          onSubmit={(closing) => close(asking.card, asking.outcome, closing)}
        />
      ) : null}
    </>
  );
}

function ColumnHead({ column, name }: { column: BoardColumn; name: string }) {
  const { language } = useLocale();
  return (
    <header className="px-1.5 pt-1 pb-2.5">
      <h2 className="flex items-baseline justify-between gap-2 text-sm font-semibold text-ink">
        <span className="min-w-0 truncate">{name}</span>
        <span className="text-xs font-normal text-ink-muted tabular-nums">
          {formatNumber(column.count, language)}
        </span>
      </h2>
      <p className="min-h-4 text-xs text-ink-muted tabular-nums">
        {column.totals
          .map(({ currency, amountMinor }) => formatMoney(amountMinor, currency, language))
          .join(" · ")}
      </p>
    </header>
  );
}

/** One more page of a column; the address keeps it. */
function MoreLink({ column, name }: { column: BoardColumn; name: string }) {
  const { t } = useTranslation("board");
  const { language } = useLocale();
  const [search] = useSearchParams();
  const rest = column.count - column.cards.length;
  if (rest <= 0) return null;
  const next = new URLSearchParams(search);
  next.append("more", column.key);
  return (
    <Link
      to={`?${next}`}
      preventScrollReset
      replace
      className="mt-2 rounded-md px-2 py-1.5 text-center text-sm text-accent hover:bg-surface"
    >
      {t("more", { n: formatNumber(rest, language) })}
      <span className="sr-only"> {name}</span>
    </Link>
  );
}
