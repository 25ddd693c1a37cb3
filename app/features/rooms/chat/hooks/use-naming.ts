import { useCallback, useEffect, useRef, useState } from "react";
import type { ChatDoors } from "../doors";
import type { ChatPerson } from "../schema";
import { mentionBeing } from "../utils";

const QUIET_MS = 120;

type Being = { from: number; word: string };

/** Whom the word after an @ may mean, and who was chosen. */
export function useNaming(doors: ChatDoors) {
  const [being, setBeing] = useState<Being | null>(null);
  const [people, setPeople] = useState<readonly ChatPerson[]>([]);
  const [chosenAt, setChosenAt] = useState(0);
  const named = useRef(new Map<string, string>());

  useEffect(() => {
    if (!being) return setPeople([]);
    let isOver = false;
    const timer = setTimeout(async () => {
      const found = await askPeople(doors, being.word);
      if (isOver) return;
      setPeople(found);
      setChosenAt(0);
    }, QUIET_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [being, doors]);

  const look = useCallback((text: string, caret: number) => {
    const now = mentionBeing(text, caret);
    setBeing((before) => (before?.from === now?.from && before?.word === now?.word ? before : now));
  }, []);
  /** The text with the name in place of the word, and where the caret goes. */
  const choose = (person: ChatPerson, text: string): { text: string; caret: number } => {
    if (!being) return { text, caret: text.length };
    named.current.set(person.name, person.key);
    const before = `${text.slice(0, being.from)}@${person.name} `;
    setBeing(null);
    return { text: before + text.slice(being.from + 1 + being.word.length), caret: before.length };
  };
  return {
    people: being ? people : [],
    chosen: people[chosenAt],
    chosenAt,
    look,
    choose,
    close: () => setBeing(null),
    move: (step: number) =>
      setChosenAt((at) => (people.length ? (at + step + people.length) % people.length : 0)),
    /** Keys of the people whose names still stand in the text. */
    keysIn: (text: string) =>
      [...named.current].flatMap(([name, key]) => (text.includes(`@${name}`) ? key : [])),
  };
}

async function askPeople(doors: ChatDoors, word: string): Promise<ChatPerson[]> {
  try {
    const separator = doors.messages.includes("?") ? "&" : "?";
    const response = await fetch(`${doors.messages}${separator}${new URLSearchParams({ people: word })}`);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
