import { act } from "react";
import { afterEach, beforeEach, vi } from "vitest";
import { Composer, type ComposerProps } from "~/features/rooms/chat/components/composer";
import { leave, one, open, type } from "../components/support";
import { DOORS } from "./support";

export const KEPT = "chat room";

/** The place where messages are written, with what it sent; clean for each test of the file that calls this. */
export function setUpDesk() {
  const sent: Parameters<ComposerProps["onSend"]>[0][] = [];
  beforeEach(() => {
    sent.length = 0;
    window.sessionStorage.clear();
  });
  afterEach(async () => {
    await leave();
    vi.unstubAllGlobals();
  });
  const show = (over: Partial<ComposerProps> = {}, language: "en" | "ja" = "en") =>
    open(
      <Composer
        doors={DOORS}
        spot={{ threadId: null, aboutPageId: null, aboutUnit: null }}
        clientId={"c".repeat(26)}
        keptAs={KEPT}
        onSend={(message) => sent.push(message)}
        onTyping={() => {}}
        {...over}
      />,
      { language },
    );
  return { sent, show };
}

export const field = () => one<HTMLTextAreaElement>(document, "textarea");

/** True when the field took the key for itself. */
export async function press(
  key: string,
  over: KeyboardEventInit & { keyCode?: number } = {},
): Promise<boolean> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...over });
  await act(async () => field().dispatchEvent(event));
  return event.defaultPrevented;
}

export async function write(words: string): Promise<void> {
  await type(field(), words);
  field().setSelectionRange(words.length, words.length);
}
