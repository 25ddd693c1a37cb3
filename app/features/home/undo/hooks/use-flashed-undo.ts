import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useToast } from "~/ui/toast";
import type { Archived } from "../schema";

const TOLD_AS = "engawa.told";

/** Offers to take back what was archived on the page before. Says it once, also after the page is loaded anew. */
export function useFlashedUndo(archived: Archived | null): void {
  const { t } = useTranslation("home");
  const show = useToast();
  const { submit, data, state } = useFetcher<{ undone: true }>({ key: "undo" });
  const name = useRef("");
  const isAsked = useRef(false);

  useEffect(() => {
    if (!archived || isTold(archived.key)) return;
    const { ref } = archived;
    show({
      message: t(`undo.${ref.kind}`, { name: archived.name }),
      onUndo: () => {
        name.current = archived.name;
        isAsked.current = true;
        submit({ ...ref }, { method: "post", action: paths.undo() });
      },
    });
  }, [archived, show, submit, t]);

  useEffect(() => {
    if (!isAsked.current || state !== "idle" || !data) return;
    isAsked.current = false;
    show({ message: t("undo.undone", { name: name.current }), tone: "positive" });
  }, [data, show, state, t]);
}

function isTold(key: string): boolean {
  try {
    if (sessionStorage.getItem(TOLD_AS) === key) return true;
    sessionStorage.setItem(TOLD_AS, key);
  } catch {
    // Told again at worst.
  }
  return false;
}
