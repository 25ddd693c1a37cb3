import { Link, type LinkProps } from "@remix-run/react";
import { LoaderCircle } from "lucide-react";
import { type ComponentPropsWithoutRef, forwardRef, type MouseEvent, type ReactNode } from "react";
import { classes } from "./classes";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };
export type ButtonProps = ComponentPropsWithoutRef<"button"> & Look & { pending?: boolean };
export type ButtonLinkProps = LinkProps & Look;

/** Like the native element it submits its form unless `type="button"`. Pending keeps focus and ignores clicks. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "secondary", size = "md", icon, pending = false, className, children, onClick, ...rest },
  ref,
) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      ref={ref}
      {...rest}
      onClick={press}
      aria-disabled={pending || rest["aria-disabled"]}
      aria-busy={pending || undefined}
      className={classes(buttonLook({ variant, size }), className)}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 shrink-0 animate-turn" /> : icon}
      {children}
    </button>
  );
});

export const ButtonLink = forwardRef<HTMLAnchorElement, ButtonLinkProps>(function ButtonLink(
  { variant = "secondary", size = "md", icon, className, children, ...rest },
  ref,
) {
  return (
    <Link ref={ref} {...rest} className={classes(buttonLook({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
});

/** For the rare element that must look like a button without being one of the two above. */
export function buttonLook({ variant = "secondary", size = "md" }: Omit<Look, "icon">): string {
  return classes(BASE, SIZES[size], VARIANTS[variant]);
}

const BASE =
  "inline-flex max-w-full shrink-0 items-center justify-center rounded-md border text-center font-medium no-underline " +
  "transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-progress aria-disabled:opacity-60 pointer-coarse:min-h-11 print:hidden " +
  "[&>svg]:size-4 [&>svg]:shrink-0";

const SIZES: Record<ButtonSize, string> = {
  sm: "min-h-8 gap-1.5 px-2.5 py-1 text-sm",
  md: "min-h-9 gap-2 px-3.5 py-1.5 text-sm",
};

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-on-accent shadow-sm hover:bg-accent-strong active:bg-accent-pressed",
  secondary: "border-line-strong bg-surface text-ink shadow-sm hover:bg-sunken active:bg-line",
  ghost: "border-transparent text-ink-muted hover:bg-sunken hover:text-ink active:bg-line",
  danger:
    "border-transparent bg-danger text-on-danger shadow-sm hover:bg-danger-strong active:bg-danger-pressed",
};
