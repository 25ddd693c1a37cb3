import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

export type Toast = {
  message: string;
  tone?: "neutral" | "positive" | "danger";
  /** Offers to take the action back; the toast then stays longer. */
  onUndo?: () => void;
};
type Shown = Toast & { id: number };

const SHOWN_MS = 6_000;
const SHOWN_WITH_UNDO_MS = 12_000;
const MAX_TOASTS = 3;
const EDGE = { neutral: "hidden", positive: "bg-positive", danger: "bg-danger" } as const;

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** `const show = useToast(); show({ message, onUndo })` */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const lastId = useRef(0);
  const show = useCallback((toast: Toast) => {
    lastId.current += 1;
    const id = lastId.current;
    setToasts((shown) => [...shown, { ...toast, id }].slice(-MAX_TOASTS));
  }, []);
  const close = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      {/* Always in the page: a live region that arrives together with its text is not read out. */}
      <div
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--spacing)*18+env(safe-area-inset-bottom))] z-50 flex flex-col items-center gap-2 sm:inset-x-auto sm:right-6 sm:items-end lg:bottom-6 print:hidden"
      >
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} onClose={close} />
        ))}
      </div>
    </ToastContext.Provider>
  );
}

function ToastBox({ toast, onClose }: { toast: Shown; onClose: (id: number) => void }) {
  const { t } = useTranslation("common");
  const [isHeld, setHeld] = useState(false);
  const { id, message, tone = "neutral", onUndo } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => onClose(id), onUndo ? SHOWN_WITH_UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, isHeld, onClose, onUndo]);
  const undo = () => {
    onUndo?.();
    onClose(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer while somebody reads
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto relative flex w-full max-w-sm items-center gap-2 overflow-hidden rounded-lg bg-surface py-2 pr-2 pl-4 text-sm text-ink shadow-lg motion-safe:animate-appear"
    >
      <span aria-hidden className={classes("absolute inset-y-0 left-0 w-1", EDGE[tone])} />
      <span className="min-w-0 flex-1 py-1">{message}</span>
      {onUndo ? (
        <button
          type="button"
          onClick={undo}
          className="rounded-md px-2 py-1 font-medium text-accent hover:bg-sunken"
        >
          {t("actions.undo")}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={t("actions.dismiss")}
        onClick={() => onClose(id)}
        className="rounded-md p-1.5 text-ink-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
