import { Link } from "@remix-run/react";
import { Activity, CalendarDays, Ellipsis, GripVertical } from "lucide-react";
import type { ComponentPropsWithoutRef } from "react";
import { useTranslation } from "react-i18next";
import { formatDay, formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";
import { useLocale } from "~/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu";
import { RelativeTime } from "~/ui/relative-time";
import type { BoardCard, BoardColumn } from "../schema";

type Props = {
  card: BoardCard;
  columns: readonly BoardColumn[];
  nameOf: (column: BoardColumn) => string;
  onMove: (column: BoardColumn) => void;
  isDragged: boolean;
  offset: { dx: number; dy: number } | null;
  onPointerDown: ComponentPropsWithoutRef<"li">["onPointerDown"];
};

export function BoardCardItem({ card, columns, nameOf, onMove, isDragged, offset, onPointerDown }: Props) {
  const { language } = useLocale();
  const { amountMinor, closeDate } = card;
  return (
    <li
      onPointerDown={card.canMove ? onPointerDown : undefined}
      style={offset ? { transform: `translate(${offset.dx}px, ${offset.dy}px)` } : undefined}
      className={classes(
        "relative rounded-md border border-line bg-raised p-3 text-sm shadow-sm",
        card.canMove && "cursor-grab select-none",
        isDragged && "pointer-events-none z-20 cursor-grabbing opacity-90 shadow-lg",
      )}
    >
      <div className="flex items-start gap-1">
        <Link
          to={paths.deal(card.id)}
          prefetch="intent"
          draggable={false}
          className="line-clamp-4 min-w-0 flex-1 font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
        >
          {card.name}
        </Link>
        {card.canMove ? <CardMenu card={card} columns={columns} nameOf={nameOf} onMove={onMove} /> : null}
      </div>
      <p className="truncate text-xs text-ink-muted">{card.accountName}</p>
      <p className="mt-2 flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 tabular-nums">
        <span className="text-ink">
          {amountMinor === null ? null : formatMoney(amountMinor, card.currency, language)}
        </span>
        {closeDate ? (
          <span className="inline-flex items-center gap-1 text-xs text-ink-muted">
            <CalendarDays aria-hidden className="size-3.5" />
            {formatDay(closeDate, language, "monthDay")}
          </span>
        ) : null}
      </p>
      <CardFoot card={card} />
    </li>
  );
}

function CardFoot({ card }: { card: BoardCard }) {
  const { t } = useTranslation("board");
  return (
    <p className="mt-2 flex items-center justify-between gap-3 text-xs text-ink-muted">
      <span className="min-w-0 truncate">
        {card.ownerName}
        {card.hasOwnerLeft ? ` ${t("left")}` : ""}
      </span>
      {card.visitedAt ? (
        <span
          className={classes(
            "inline-flex shrink-0 items-center gap-1",
            card.weekVisits > 0 && "font-medium text-positive",
          )}
        >
          <Activity aria-hidden className="size-3.5" />
          <span className="sr-only">{t("lastVisit")}</span>
          <RelativeTime date={card.visitedAt} />
        </span>
      ) : null}
    </p>
  );
}

/** The same moves without a pointer, and a grip for fingers. */
function CardMenu({ card, columns, nameOf, onMove }: Pick<Props, "card" | "columns" | "nameOf" | "onMove">) {
  const { t } = useTranslation("board");
  const isHere = (column: BoardColumn) =>
    column.place.outcome === card.outcome && (card.outcome !== "open" || column.place.stage === card.stage);
  const targets = columns.filter((column) => !isHere(column));
  const stages = targets.filter(({ place }) => place.outcome === "open");
  const ends = targets.filter(({ place }) => place.outcome !== "open");
  return (
    <span className="-my-1 -mr-1.5 flex shrink-0 items-center">
      <span
        data-grip
        aria-hidden
        className="hidden touch-none p-1.5 text-ink-faint pointer-coarse:inline-flex"
      >
        <GripVertical className="size-5" />
      </span>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("moveNamed", { name: card.name })}
            className="rounded-sm p-1.5 text-ink-faint hover:bg-sunken hover:text-ink pointer-coarse:p-3"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        }
      >
        {stages.map((column) => (
          <MenuItem key={column.key} onSelect={() => onMove(column)}>
            {t("moveTo", { place: nameOf(column) })}
          </MenuItem>
        ))}
        <MenuSeparator />
        {ends.map((column) => (
          <MenuItem key={column.key} onSelect={() => onMove(column)}>
            {nameOf(column)}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}
