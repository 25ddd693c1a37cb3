import { Form } from "@remix-run/react";
import { Archive, ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { SelectField } from "~/ui/field";
import { useMessage } from "~/ui/message";
import type { Stage, StepList } from "../schema";
import type { StepReply } from "./step-card";

type Props = {
  list: StepList;
  step: Stage;
  living: readonly Stage[];
  index: number;
  label: string;
  labelOf: (key: string) => string;
  use: ReactNode;
  open: number;
  canChange: boolean;
  reply: StepReply | undefined;
};

export function StepRow({ list, step, living, index, label, labelOf, use, open, canChange, reply }: Props) {
  const others = living.filter(({ key }) => key !== step.key);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
      <span aria-hidden className="w-5 shrink-0 text-end text-xs text-ink-faint tabular-nums">
        {index + 1}
      </span>
      {canChange ? (
        <RenameForm {...{ list, step, label, reply }} />
      ) : (
        <span className="min-w-0 flex-1 text-sm text-ink">{label}</span>
      )}
      <span className="ms-auto text-xs text-ink-muted tabular-nums">{use}</span>
      {canChange ? (
        <span className="ms-auto flex items-center sm:ms-0">
          <MoveForm {...{ list, step, living, index, label }} />
          {open > 0 && others.length > 0 ? (
            <MoveDealsForm {...{ list, others, labelOf, label, reply }} stepKey={step.key} />
          ) : (
            <ArchiveForm list={list} stepKey={step.key} label={label} />
          )}
        </span>
      ) : null}
    </li>
  );
}

type RowForm = Pick<Props, "list" | "label"> & { stepKey: string };

function Hidden({ intent, list, stepKey }: { intent?: string; list: StepList; stepKey: string }) {
  return (
    <>
      {intent ? <input type="hidden" name="intent" value={intent} /> : null}
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="key" value={stepKey} />
    </>
  );
}

/** Looks like text until somebody is in it; Enter or the button that then appears saves. */
function RenameForm({ list, step, label, reply }: Pick<Props, "list" | "step" | "label" | "reply">) {
  const { t } = useTranslation("settings");
  const clash = reply?.otherName ? t("deals.renamedMeanwhile", { name: reply.otherName }) : null;
  const message = useMessage(clash ?? reply?.errors.name);
  const id = `${step.key}-note`;
  return (
    <Form
      key={`${label} ${reply?.values.name ?? ""}`}
      method="post"
      preventScrollReset
      className="group flex min-w-0 flex-1 basis-52 flex-wrap items-center gap-2"
    >
      <Hidden intent="rename" list={list} stepKey={step.key} />
      <input type="hidden" name="seenName" value={step.name ?? ""} />
      <input
        name="name"
        defaultValue={reply?.values.name ?? label}
        maxLength={60}
        autoComplete="off"
        aria-label={t("deals.name", { name: label })}
        aria-invalid={message ? true : undefined}
        aria-describedby={message ? id : undefined}
        className="min-h-9 min-w-0 flex-1 rounded-md border border-transparent bg-transparent px-3 py-1.5 text-base text-ink hover:border-line-control focus:border-line-control aria-invalid:border-danger sm:text-sm pointer-coarse:min-h-11"
      />
      <span className="hidden group-focus-within:block">
        <Button type="submit" size="sm">
          {t("deals.rename")}
        </Button>
      </span>
      {message ? (
        <p id={id} role="alert" className="w-full text-sm text-danger">
          {message}
        </p>
      ) : null}
    </Form>
  );
}

function MoveForm({
  list,
  step,
  living,
  index,
  label,
}: Omit<Props, "labelOf" | "use" | "open" | "canChange" | "reply">) {
  const { t } = useTranslation("settings");
  return (
    <Form method="post" preventScrollReset className="flex">
      <Hidden intent="move" list={list} stepKey={step.key} />
      <Button
        type="submit"
        name="before"
        value={living[index - 1]?.key ?? ""}
        disabled={index === 0}
        variant="ghost"
        size="sm"
        aria-label={t("deals.moveUp", { name: label })}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        type="submit"
        name="before"
        value={living[index + 2]?.key ?? ""}
        disabled={index === living.length - 1}
        variant="ghost"
        size="sm"
        aria-label={t("deals.moveDown", { name: label })}
      >
        <ArrowDown aria-hidden />
      </Button>
    </Form>
  );
}

function ArchiveForm({ list, stepKey, label }: RowForm) {
  const { t } = useTranslation("settings");
  return (
    <Form method="post" preventScrollReset>
      <Hidden list={list} stepKey={stepKey} />
      <Button
        type="submit"
        name="intent"
        value="archive"
        variant="ghost"
        size="sm"
        aria-label={t("deals.archive", { name: label })}
      >
        <Archive aria-hidden />
      </Button>
    </Form>
  );
}

type MoveDeals = RowForm & Pick<Props, "labelOf" | "reply"> & { others: readonly Stage[] };

/** A stage that open deals are in is archived only with a place for them. */
function MoveDealsForm({ list, stepKey, label, others, labelOf, reply }: MoveDeals) {
  const { t } = useTranslation("settings");
  return (
    <details className="relative text-sm" open={reply?.errors.moveTo !== undefined}>
      <summary
        aria-label={t("deals.archive", { name: label })}
        className="flex min-h-8 list-none items-center rounded-md px-2.5 text-ink-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden"
      >
        <Archive aria-hidden className="size-4" />
      </summary>
      <Form
        method="post"
        preventScrollReset
        className="absolute end-0 top-full z-10 mt-1 flex w-72 max-w-[80vw] flex-col gap-3 rounded-lg bg-surface p-4 shadow-lg"
      >
        <Hidden intent="archive" list={list} stepKey={stepKey} />
        <SelectField
          label={t("deals.moveTo")}
          name="moveTo"
          error={reply?.errors.moveTo}
          placeholder=""
          options={others.map(({ key }) => ({ value: key, label: labelOf(key) }))}
        />
        <Button type="submit" className="self-start">
          {t("deals.moveAndArchive")}
        </Button>
      </Form>
    </details>
  );
}
