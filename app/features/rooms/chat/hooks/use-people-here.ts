import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from "react";
import { listenOn } from "~/platform/live-line";
import type { ChatDoors } from "../doors";
import type { ChatHere, ChatNews } from "../schema";
import { CHAT_HERE, CHAT_LEFT, CHAT_TYPING } from "../topics";
import { CHAT_EVENT } from "../utils";

const FACES_EVERY_MS = 3_000;
const SAY_EVERY_MS = 30_000;
const TYPING_SHOWN_MS = 5_000;
const TYPING_SAID_EVERY_MS = 3_000;

type Here = {
  present: readonly ChatHere[];
  typing: readonly ChatHere[];
  /** Call when the list came with other news. */
  hear: (news: ChatNews) => void;
  sayTyping: () => void;
};

/** Who has the chat open and who writes: told over the room's own line, forgotten by itself. */
export function usePeopleHere({
  doors,
  self,
  first,
  isShown,
}: {
  doors: ChatDoors;
  self: string;
  first: readonly ChatHere[];
  isShown: boolean;
}): Here {
  const [present, setPresent] = useState(first);
  const [typing, setTyping] = useState<ReadonlyMap<string, number>>(new Map());
  const known = useRef(new Map<string, ChatHere>());
  for (const person of present) known.current.set(person.key, person);
  const lastTyping = useRef(0);

  const say = useCallback(
    (state: State) => {
      if (!isShown) return;
      const body = new URLSearchParams({ state });
      if (state === "left") navigator.sendBeacon?.(doors.here, body);
      else fetch(doors.here, { method: "POST", body }).catch(() => {});
    },
    [doors, isShown],
  );
  const hear = useCallback((news: ChatNews) => setPresent(news.present), []);

  useSayingHere(say);
  useSigns({ doors, self, known, setPresent, setTyping });
  useEffect(() => {
    if (typing.size === 0) return;
    const timer = setTimeout(
      () => setTyping((shown) => new Map([...shown].filter(([, untilMs]) => untilMs > Date.now()))),
      1_000,
    );
    return () => clearTimeout(timer);
  }, [typing]);

  const sayTyping = useCallback(() => {
    if (Date.now() - lastTyping.current < TYPING_SAID_EVERY_MS) return;
    lastTyping.current = Date.now();
    say("typing");
  }, [say]);
  return {
    present: present.filter(({ key }) => key !== self),
    typing: [...typing.keys()].map((key) => personOf(known.current, key)),
    hear,
    sayTyping,
  };
}

type State = "here" | "typing" | "left";

/** Says that the chat is open, again and again while it is looked at, and that it was left. */
function useSayingHere(say: (state: State) => void) {
  useEffect(() => {
    const sayHere = () => {
      if (document.visibilityState === "visible") say("here");
    };
    const leave = () => say("left");
    sayHere();
    const timer = setInterval(sayHere, SAY_EVERY_MS);
    document.addEventListener("visibilitychange", sayHere);
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", sayHere);
      window.removeEventListener("pagehide", leave);
    };
  }, [say]);
}

type Signs = {
  doors: ChatDoors;
  self: string;
  known: { readonly current: ReadonlyMap<string, ChatHere> };
  setPresent: Dispatch<SetStateAction<readonly ChatHere[]>>;
  setTyping: Dispatch<SetStateAction<ReadonlyMap<string, number>>>;
};

/** Hears the signs of the others in this corner; a face not seen before is asked for. */
function useSigns({ doors, self, known, setPresent, setTyping }: Signs) {
  useEffect(() => {
    const faces = askingInTurns(doors, setPresent);
    const stop = listenOn(doors.events, {
      event: CHAT_EVENT,
      listener: (data) => {
        const sign = signOf(data);
        if (!sign || sign.key === self || sign.corner !== doors.corner) return;
        if (sign.type === CHAT_TYPING)
          setTyping((shown) => new Map(shown).set(sign.key, Date.now() + TYPING_SHOWN_MS));
        if (sign.type === CHAT_LEFT) setPresent((shown) => shown.filter(({ key }) => key !== sign.key));
        if (sign.type === CHAT_HERE && known.current.has(sign.key))
          setPresent((shown) =>
            shown.some(({ key }) => key === sign.key) ? shown : [...shown, personOf(known.current, sign.key)],
          );
        else if (sign.type === CHAT_HERE) faces.ask();
      },
    });
    return () => {
      stop();
      faces.end();
    };
  }, [doors, self, known, setPresent, setTyping]);
}

/** The first new face is asked for at once; where many come, once for all that came meanwhile. */
function askingInTurns(doors: ChatDoors, setPresent: Signs["setPresent"]) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWanted = false;
  const ask = () => {
    isWanted = timer !== undefined;
    if (isWanted) return;
    void askWhoIsHere(doors).then((people) => people && setPresent(people));
    timer = setTimeout(
      () => {
        timer = undefined;
        if (isWanted) ask();
      },
      FACES_EVERY_MS * (1 + Math.random()),
    );
  };
  return { ask, end: () => clearTimeout(timer) };
}

function personOf(known: ReadonlyMap<string, ChatHere>, key: string): ChatHere {
  return known.get(key) ?? { key, name: null, tag: key.slice(-3).toUpperCase() };
}

async function askWhoIsHere(doors: ChatDoors): Promise<ChatHere[] | null> {
  try {
    const separator = doors.messages.includes("?") ? "&" : "?";
    const response = await fetch(`${doors.messages}${separator}after=${Number.MAX_SAFE_INTEGER}`);
    const news: ChatNews | null = response.ok ? await response.json() : null;
    return news?.present ?? null;
  } catch {
    return null;
  }
}

function signOf(data: string | null): { type: string; key: string; corner: string } | null {
  if (!data) return null;
  try {
    const { type, key, corner } = JSON.parse(data);
    return typeof key === "string" ? { type, key, corner } : null;
  } catch {
    return null;
  }
}
