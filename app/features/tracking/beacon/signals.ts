import { FRAMES_ENOUGH, type Signals } from "./wire";

const INPUTS = ["pointerdown", "keydown", "wheel"] as const;
const RECENT_INPUT_MS = 3_000;

type SignalsOptions = {
  /** Called for each trusted input and pointer move, with its time on the clock of performance.now(). */
  onInput: (at: number) => void;
  visibleMs: () => number;
};

export type SignalsWatch = { read(): Signals; stop(): void };

/** Counts what tells a person from a machine. Touch arrives as pointerdown. */
export function watchSignals({ onInput, visibleMs }: SignalsOptions): SignalsWatch {
  const counts = { frames: 0, inputs: 0, pointerMoves: 0 };
  let visibleMsAtInput = 0;

  const countInput = (event: Event) => {
    if (!event.isTrusted) return;
    counts.inputs += 1;
    onInput(event.timeStamp);
    visibleMsAtInput = visibleMs();
  };
  const countMove = (event: Event) => {
    if (!event.isTrusted) return;
    counts.pointerMoves += 1;
    onInput(event.timeStamp);
  };
  const unlisten = [
    ...INPUTS.map((type) => listen(window, type, countInput)),
    listen(window, "pointermove", countMove),
  ];

  const countFrame = () => {
    if (document.visibilityState === "visible") counts.frames += 1;
    frame = counts.frames < FRAMES_ENOUGH ? requestAnimationFrame(countFrame) : 0;
  };
  let frame = requestAnimationFrame(countFrame);

  return {
    read: () => ({
      vis: visibleMs(),
      fr: counts.frames,
      in: counts.inputs,
      pm: counts.pointerMoves,
      pre: isPrerendering() ? 1 : 0,
      wd: navigator.webdriver ? 1 : 0,
      aq: counts.inputs > 0 && visibleMs() - visibleMsAtInput <= RECENT_INPUT_MS ? 1 : 0,
    }),
    stop() {
      for (const end of unlisten) end();
      cancelAnimationFrame(frame);
    },
  };
}

export function isPrerendering(): boolean {
  return "prerendering" in document && document.prerendering === true;
}

/** Passive and in the capture phase, so that no page code can hide an event from the count. */
export function listen(target: EventTarget, type: string, heard: (event: Event) => void): () => void {
  const options = { capture: true, passive: true };
  target.addEventListener(type, heard, options);
  return () => target.removeEventListener(type, heard, options);
}
