import { useNavigate } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { areShortcutsOn, hear, isPaletteKey, isTypingIn, type KeyPress, NOTHING_PENDING } from "../utils";

type Doers = { openSearch: () => void; openHelp: () => void };

/** Listens for the shortcuts of the whole house. */
export function useShortcuts(doers: Doers): void {
  const navigate = useNavigate();
  const latest = useRef({ navigate, ...doers });
  latest.current = { navigate, ...doers };

  useEffect(() => {
    let pending = NOTHING_PENDING;
    const listen = (event: KeyboardEvent) => {
      const press = pressOf(event);
      if (isPaletteKey(press)) {
        event.preventDefault();
        latest.current.openSearch();
        return;
      }
      if (event.defaultPrevented || event.repeat || !areShortcutsOn()) return;
      const heard = hear(pending, press);
      pending = heard.pending;
      if (!heard.effect) return;
      event.preventDefault();
      if ("to" in heard.effect) latest.current.navigate(heard.effect.to);
      else if (heard.effect.run === "search") latest.current.openSearch();
      else latest.current.openHelp();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  const isTyping = isTypingIn(event.target, document);
  return { key, ctrlKey, metaKey, altKey, isComposing, isTyping, atMs: event.timeStamp };
}
