import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";

const SHOWN_MS = 12_000;

export type DeletedNoteState = {
  undo: (() => void) | null;
  show: (undo: () => void) => void;
  hide: () => void;
};

/** For screens without toasts. */
export function useDeletedNote(): DeletedNoteState {
  const [undo, setUndo] = useState<(() => void) | null>(null);
  const show = useCallback((given: () => void) => setUndo(() => given), []);
  const hide = useCallback(() => setUndo(null), []);
  useEffect(() => {
    if (!undo) return;
    const timer = setTimeout(hide, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [undo, hide]);
  return { undo, show, hide };
}

export function DeletedNote({ note }: { note: DeletedNoteState }) {
  const { t } = useTranslation("chat");
  const { t: common } = useTranslation("common");
  return (
    <div role="status" className="min-h-9">
      {note.undo ? (
        <p className="flex items-center gap-3 text-sm text-ink">
          {t("wasDeleted")}
          <Button
            size="sm"
            type="button"
            onClick={() => {
              note.undo?.();
              note.hide();
            }}
          >
            {common("actions.undo")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
