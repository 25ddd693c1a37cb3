import { useCallback, useEffect, useReducer, useRef } from "react";
import { type Sending, sendFile, type UploadTarget } from "../uploads/send-file";
import type { UploadProblem } from "../uploads/utils";

export type UploadState = "waiting" | "sending" | "paused" | "offline" | "done" | "failed";

export type UploadItem = {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly problem: UploadProblem | null;
};

const AT_ONCE = 2;

type Fields = Partial<Omit<UploadItem, "id" | "file">>;
type Change =
  | { type: "add"; items: UploadItem[] }
  | { type: "change"; id: number; fields: Fields }
  | { type: "remove"; id: number };

function reduce(items: readonly UploadItem[], change: Change): readonly UploadItem[] {
  if (change.type === "add") return [...items, ...change.items];
  if (change.type === "remove") return items.filter((item) => item.id !== change.id);
  return items.map((item) => (item.id === change.id ? { ...item, ...change.fields } : item));
}

/** Several files on their way, two at a time. A lost line pauses them and its return resumes them. */
export function useUploads(target: UploadTarget, onFinished: () => void) {
  const [items, dispatch] = useReducer(reduce, []);
  const lastId = useRef(0);
  const change = useCallback((id: number, fields: Fields) => dispatch({ type: "change", id, fields }), []);
  const { sendings, begin } = useSendings(target, { change, onFinished });

  useEffect(() => {
    const isBusy = items.filter((item) => item.state === "sending").length >= AT_ONCE;
    const next = items.find((item) => item.state === "waiting");
    if (next && !isBusy) void begin(next);
  }, [items, begin]);

  useLine(items, {
    onLost(item) {
      sendings.current.get(item.id)?.pause();
      change(item.id, { state: "offline" });
    },
    onBack(item) {
      change(item.id, { state: "sending" });
      sendings.current.get(item.id)?.resume();
    },
  });

  return {
    items,
    add(files: readonly File[]) {
      const added = files.map((file) => {
        lastId.current += 1;
        return { id: lastId.current, file, state: "waiting" as const, sentBytes: 0, problem: null };
      });
      dispatch({ type: "add", items: added });
    },
    pause(id: number) {
      sendings.current.get(id)?.pause();
      change(id, { state: "paused" });
    },
    resume(id: number) {
      const sending = sendings.current.get(id);
      change(id, sending ? { state: "sending", problem: null } : { state: "waiting", problem: null });
      sending?.resume();
    },
    remove(item: UploadItem) {
      if (item.state !== "done") sendings.current.get(item.id)?.cancel();
      sendings.current.delete(item.id);
      dispatch({ type: "remove", id: item.id });
    },
  };
}

type Reporting = { change(id: number, fields: Fields): void; onFinished(): void };

/** The uploads under way by their item; all pause when the screen goes. */
function useSendings({ roomId, documentId }: UploadTarget, { change, onFinished }: Reporting) {
  const sendings = useRef(new Map<number, Sending>());
  const finished = useRef(onFinished);
  finished.current = onFinished;
  const begin = useCallback(
    async (item: UploadItem) => {
      change(item.id, { state: "sending", problem: null });
      const target = { roomId, documentId };
      // What the person asks for while the file is still looked at.
      const wish: { newest: keyof Sending } = { newest: "resume" };
      const heed = (newest: keyof Sending) => () => {
        wish.newest = newest;
      };
      const early: Sending = { resume: heed("resume"), pause: heed("pause"), cancel: heed("cancel") };
      sendings.current.set(item.id, early);
      const sending = await sendFile(item.file, target, {
        onProgress: (sentBytes) => change(item.id, { sentBytes }),
        onDone() {
          change(item.id, { state: "done", sentBytes: item.file.size });
          finished.current();
        },
        onProblem: (problem) =>
          change(item.id, navigator.onLine ? { state: "failed", problem } : { state: "offline" }),
      });
      if (sendings.current.get(item.id) === early) sendings.current.delete(item.id);
      if (sending && wish.newest !== "cancel") sendings.current.set(item.id, sending);
      sending?.[wish.newest]();
    },
    [change, roomId, documentId],
  );
  useEffect(() => {
    const open = sendings.current;
    return () => {
      for (const sending of open.values()) sending.pause();
    };
  }, []);
  return { sendings, begin };
}

type LineListeners = { onLost(item: UploadItem): void; onBack(item: UploadItem): void };

function useLine(items: readonly UploadItem[], listeners: LineListeners): void {
  const latest = useRef({ items, listeners });
  latest.current = { items, listeners };
  useEffect(() => {
    const each = (state: UploadState, act: (item: UploadItem) => void) =>
      latest.current.items.filter((item) => item.state === state).forEach(act);
    const lost = () => each("sending", latest.current.listeners.onLost);
    const back = () => each("offline", latest.current.listeners.onBack);
    window.addEventListener("offline", lost);
    window.addEventListener("online", back);
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", back);
    };
  }, []);
}
