import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { foldText, searchWords } from "~/platform/text";
import { ACTIONS, type Command } from "../actions";
import type { ChoiceKind } from "../components/choice-icon";
import type { Answer, Hit, HitGroup } from "../schema";
import { groupsOf, rankOf } from "../utils";

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 120;
const MAX_PER_GROUP = 8;

export type Choice = {
  key: string;
  title: string;
  detail: string | null;
  icon: ChoiceKind;
  command: Command;
};
export type ChoiceGroup = { group: HitGroup; choices: Choice[] };

/** What the palette offers for a term: the server's answer and the commands, the best first. */
export function useChoices(term: string): { groups: ChoiceGroup[]; isFailed: boolean; isSettled: boolean } {
  const { load, data, state } = useFetcher<Answer>({ key: "palette" });
  const asked = term.trim();
  const isFirst = useRef(true);
  useEffect(() => {
    const ask = () => load(paths.search(asked));
    if (isFirst.current) {
      isFirst.current = false;
      ask();
      return;
    }
    const timer = setTimeout(ask, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [asked, load]);
  const actions = useActions(asked);
  const answer = isAnswer(data) ? data : null;
  const isCurrent = answer?.term === searchTerm(asked);
  // The last answer stays until the next one: a list that blinks away with each letter can't be read.
  const hits = (answer?.hits ?? []).filter((hit) => isCurrent || isStillMatching(hit, asked));
  const groups = groupsOf<HitGroup, Hit & Pick<Choice, "icon" | "command">>(
    [...hits.map((hit) => ({ ...hit, icon: iconOf(hit), command: { to: hit.to } })), ...actions],
    MAX_PER_GROUP,
  );
  return {
    groups: groups.map(({ group, hits: found }) => ({ group, choices: found })),
    isFailed: state === "idle" && data !== undefined && answer === null,
    isSettled: isCurrent && state === "idle",
  };
}

function useActions(term: string): (Hit & Pick<Choice, "icon" | "command">)[] {
  const { t } = useTranslation("home");
  const words = searchWords(term);
  return ACTIONS.map(({ key, words: more, command }) => {
    const title = t(`actions.${key}`);
    const byName = rankOf([foldText(title)], words);
    const rank = words.length === 0 ? 0.5 : byName || Math.min(1, rankOf([foldText(title), more], words));
    return {
      key: `action:${key}`,
      group: "action",
      rank,
      title,
      detail: null,
      to: "",
      icon: "action",
      command,
    };
  });
}

function isStillMatching({ title, group }: Hit, term: string): boolean {
  return group !== "favourite" && group !== "recent" && rankOf([foldText(title)], searchWords(term)) > 0;
}

/** As the server reads it. */
function searchTerm(term: string): string {
  return term.slice(0, 100).normalize("NFC").replace(/\s+/g, " ").trim();
}

function iconOf({ key, group }: Hit): ChoiceKind {
  const [, kind] = key.split(":");
  if (group !== "favourite" && group !== "recent") return group;
  return kind === "account" || kind === "contact" || kind === "deal" || kind === "document" ? kind : "room";
}

function isAnswer(data: unknown): data is Answer {
  return typeof data === "object" && data !== null && "hits" in data && "term" in data;
}
