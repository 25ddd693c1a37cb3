import { Link, type useFetcher } from "@remix-run/react";
import { Check, X } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";
import { CONTROL_LOOK } from "../field";
import { useMessage } from "../message";
import type { FilterOption } from "./filter-form";

export type Leaving = "stay" | "next" | "previous" | "elsewhere";

type Props = {
  fetcher: ReturnType<typeof useFetcher<never>> | ReturnType<typeof useFetcher>;
  rowId: string;
  field: string;
  kind: "text" | "day" | "choice";
  options: readonly FilterOption[];
  value: string;
  seen: string;
  error: string | null;
  /** What somebody else has saved meanwhile. */
  theirs: string | null;
  label: string;
  query: string;
  action: string;
  onLeave: (how: Leaving) => void;
};

const ICON_BUTTON =
  "flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11 [&>svg]:size-4";

/** One field of one row as a form. Its buttons are what a browser without a script has. */
export function CellForm(props: Props) {
  const { fetcher, rowId, field, seen, error, theirs, query, action, onLeave } = props;
  const { t } = useTranslation("lists");
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const message = useMessage(error);
  const send = (how: Leaving) => {
    if (!form.current) return;
    const data = new FormData(form.current);
    if (data.get("value") !== seen || error !== null) {
      data.set("via", "script");
      fetcher.submit(data, { method: "post", action, preventScrollReset: true });
    }
    onLeave(how);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onLeave("stay");
    else if (event.key === "Enter" && isControl(event.target)) send("stay");
    else if (event.key === "Tab" && isControl(event.target)) send(event.shiftKey ? "previous" : "next");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const blur = (event: FocusEvent) => {
    if (error === null && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
      send("elsewhere");
  };
  return (
    <fetcher.Form
      ref={form}
      method="post"
      action={action}
      onKeyDown={press}
      onBlur={blur}
      onSubmit={(event) => {
        event.preventDefault();
        send("stay");
      }}
      className="min-w-44 text-start font-normal max-sm:w-full"
    >
      <input type="hidden" name="intent" value="cell" />
      <input type="hidden" name="id" value={rowId} />
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="query" value={query} />
      <div className="flex items-center gap-0.5">
        <CellInput {...props} id={id} describedBy={message ? `${id}-error` : undefined} />
        <button type="submit" aria-label={t("edit.save")} className={ICON_BUTTON}>
          <Check aria-hidden />
        </button>
        <Link
          to={action}
          aria-label={t("edit.cancel")}
          onClick={(event) => {
            event.preventDefault();
            onLeave("stay");
          }}
          className={ICON_BUTTON}
        >
          <X aria-hidden />
        </Link>
      </div>
      {message ? (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-danger">
          {message} {theirs === null ? null : t("edit.theirs", { value: theirs || t("edit.empty") })}
        </p>
      ) : null}
    </fetcher.Form>
  );
}

function CellInput({
  kind,
  options,
  value,
  id,
  label,
  describedBy,
}: Props & { id: string; describedBy: string | undefined }) {
  const control = {
    id,
    name: "value",
    defaultValue: value,
    "aria-label": label,
    "aria-invalid": describedBy ? true : undefined,
    "aria-describedby": describedBy,
    // The cell was just chosen to be edited.
    autoFocus: true,
    className: classes(CONTROL_LOOK, "min-h-8 px-2 py-1"),
  };
  if (kind === "choice") {
    return (
      <select {...control}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...control}
      type={kind === "day" ? "date" : "text"}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

function isControl(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}
