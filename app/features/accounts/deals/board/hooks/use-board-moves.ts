import { useFetchers, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useToast } from "~/ui/toast";
import { usePipeline } from "../../../pipeline/hooks/use-pipeline";
import type { BoardCard, BoardColumn, MoveReply, Place } from "../schema";

const KEY = "board ";

type Closing = { outcomeReason: string; outcomeNote: string };

/** Moves at once on the screen, tells the server, offers to take it back, and says where a deal is if it was moved first. */
export function useBoardMoves(columns: readonly BoardColumn[]) {
  const { t } = useTranslation("board");
  const { stageLabel } = usePipeline();
  const submit = useSubmit();
  const show = useToast();
  const fetchers = useFetchers().filter(({ key }) => key.startsWith(KEY));
  const told = useRef(new WeakSet<object>());

  const send = (dealId: string, fields: Record<string, string>) => {
    const options = { method: "post", action: paths.dealBoard(), navigate: false } as const;
    submit({ dealId, ...fields }, { ...options, fetcherKey: KEY + dealId });
  };
  const moveTo = (deal: { id: string; version: number }, stage: string) =>
    send(deal.id, { intent: "move", stage, version: String(deal.version) });
  const close = (card: BoardCard, outcome: "won" | "lost", closing: Closing) =>
    send(card.id, {
      intent: "close",
      outcome,
      version: String(card.version),
      fromStage: card.stage,
      fromOutcome: card.outcome,
      ...closing,
    });

  const placeName = ({ outcome, stage }: Place) =>
    outcome === "open" ? stageLabel(stage) : t(`columns.${outcome}`);
  const tell = (reply: MoveReply) => {
    if (!reply.ok) {
      const message = reply.isArchived
        ? t("archived", { name: reply.name })
        : t("movedFirst", { name: reply.name, place: placeName(reply.now) });
      show({ message, tone: "danger" });
      return;
    }
    const isBack = reply.from.outcome !== "open";
    show({
      message: t("moved", { name: reply.name, place: placeName(reply.to) }),
      // What closed a deal before is not known any more: only moves between stages and closings are taken back.
      onUndo: isBack
        ? undefined
        : () => moveTo({ id: reply.dealId, version: reply.version }, reply.from.stage),
    });
  };
  useEffect(() => {
    for (const { data } of fetchers) {
      if (!isReply(data) || told.current.has(data)) continue;
      told.current.add(data);
      tell(data);
    }
  });

  return { shown: withMoves(columns, fetchers), moveTo, close, placeName };
}

type Moving = { key: string; formData?: FormData };

/** The columns as they will be when what is on its way has arrived. */
function withMoves(columns: readonly BoardColumn[], fetchers: readonly Moving[]): BoardColumn[] {
  const targets = new Map<string, string>();
  for (const { key, formData } of fetchers) {
    const target = formData?.get("stage") ?? formData?.get("outcome");
    if (typeof target === "string") targets.set(key.slice(KEY.length), target);
  }
  if (targets.size === 0) return [...columns];
  const moving = columns.flatMap(({ cards }) => cards.filter(({ id }) => targets.has(id)));
  return columns.map((column) => {
    const stays = column.cards.filter(({ id }) => (targets.get(id) ?? column.key) === column.key);
    const comes = moving.filter((card) => targets.get(card.id) === column.key && !stays.includes(card));
    return { ...column, cards: [...comes.map((card) => ({ ...card, ...column.place })), ...stays] };
  });
}

function isReply(data: unknown): data is MoveReply {
  return typeof data === "object" && data !== null && "dealId" in data && "ok" in data;
}
