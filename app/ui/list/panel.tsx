import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { buttonLook } from "../button";
import { classes } from "../classes";

/** A button that opens a panel of forms below it; without a script too. */
export function Panel({
  label,
  icon,
  align = "end",
  size = "sm",
  isWide = false,
  isOpen = false,
  variant = "secondary",
  children,
}: {
  label: ReactNode;
  icon?: ReactNode;
  align?: "start" | "end";
  size?: "sm" | "md";
  isWide?: boolean;
  /** At first: the answer of a form inside that no script has sent. */
  isOpen?: boolean;
  variant?: "secondary" | "ghost";
  children: ReactNode;
}) {
  const ref = useRef<HTMLDetailsElement>(null);
  useClosedFromOutside(ref);
  const leave = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== "Escape" || !ref.current?.open) return;
    event.stopPropagation();
    ref.current.open = false;
    ref.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={ref} open={isOpen} name="list-panel" className="group/panel relative" onKeyDown={leave}>
      <summary
        className={classes(
          buttonLook({ variant, size }),
          "list-none group-open/panel:bg-sunken [&::-webkit-details-marker]:hidden",
        )}
      >
        {icon}
        {label}
        <ChevronDown aria-hidden className="text-ink-faint" />
      </summary>
      <div
        className={classes(
          "absolute top-full z-30 mt-1.5 max-h-[70dvh] max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg bg-surface p-4 shadow-lg motion-safe:animate-appear",
          align === "end" ? "left-0 sm:right-0 sm:left-auto" : "left-0",
          isWide ? "w-xl" : "w-72",
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** For links and forms inside: what they do shows below the panel. */
export function closePanel(inside: Element): void {
  inside.closest("details")?.removeAttribute("open");
}

function useClosedFromOutside(ref: React.RefObject<HTMLDetailsElement>) {
  useEffect(() => {
    const close = (event: PointerEvent) => {
      const panel = ref.current;
      if (panel?.open && event.target instanceof Node && !panel.contains(event.target)) panel.open = false;
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [ref]);
}
