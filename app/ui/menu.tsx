import { Link } from "@remix-run/react";
import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { classes } from "./classes";

/** `trigger` is one button with a name. Forms don't survive the closing menu: submit from `onSelect`. */
export function Menu({
  trigger,
  align = "end",
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}) {
  // Opens inside a landmark, so that people who move by landmarks find it; known before it opens, or it would move and close.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  useEffect(() => setLandmark(document.getElementById("main")), []);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={landmark}>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-44 overflow-y-auto rounded-lg bg-surface p-1 shadow-lg motion-safe:animate-appear"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export type MenuItemProps = {
  /** Makes it a link. */
  to?: string;
  onSelect?: () => void;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
};

export function MenuItem({ to, onSelect, icon, danger = false, disabled, children }: MenuItemProps) {
  const look = classes(
    "flex min-h-9 w-full cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0",
    danger ? "text-danger" : "text-ink",
  );
  if (to === undefined) {
    return (
      <Radix.Item disabled={disabled} onSelect={onSelect} className={look}>
        {icon}
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item asChild disabled={disabled} onSelect={onSelect}>
      <Link to={to} className={look}>
        {icon}
        {children}
      </Link>
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />;
}
