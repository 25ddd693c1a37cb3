import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; left out when `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  size?: "md" | "lg";
  children: ReactNode;
};

const WIDTHS = { md: "sm:max-w-md", lg: "sm:max-w-2xl" } as const;

// Radix locks scrolling with a style element; entry.client gives it the page's nonce through get-nonce.
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  size = "md",
  children,
}: DialogProps) {
  const { t } = useTranslation("common");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay motion-safe:animate-appear" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={classes(
            "fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto rounded-t-xl bg-surface p-5 shadow-lg motion-safe:animate-appear sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-full sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:p-6",
            WIDTHS[size],
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Radix.Title className="wrap-anywhere text-lg font-semibold text-ink">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-sm text-ink-muted">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close
              aria-label={t("actions.close")}
              className="-m-2 rounded-md p-2 text-ink-muted hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog it is in; wraps one button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

/** The row of buttons at a dialog's end. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>;
}
