import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonSize, type ButtonVariant } from "./button";

const SAID_MS = 2_500;

export type CopyButtonProps = {
  /** What goes to the clipboard. */
  text: string;
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

export function CopyButton({ text, label, variant = "secondary", size = "md" }: CopyButtonProps) {
  const { t } = useTranslation("common");
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome !== "copied") return;
    const timer = setTimeout(() => setOutcome(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  // Absent on plain http and when the browser denies it.
  const copy = () => {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    written.then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  };
  const idle = label ?? t("actions.copy");
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        type="button"
        variant={variant}
        size={size}
        onClick={copy}
        icon={outcome === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      >
        {outcome === "copied" ? t("actions.copied") : idle}
      </Button>
      <span aria-live="polite" className={outcome === "failed" ? "text-sm text-danger" : "sr-only"}>
        {outcome === "copied" ? t("actions.copied") : null}
        {outcome === "failed" ? t("actions.copyFailed") : null}
      </span>
    </span>
  );
}
