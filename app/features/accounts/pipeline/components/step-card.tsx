import { Form } from "@remix-run/react";
import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import type { Stage, StepList } from "../schema";
import { StepRow } from "./step-row";

/** What came of the last change, for the list and step that it was about. */
export type StepReply = {
  list: string;
  key: string;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** The name that somebody else gave it meanwhile. */
  otherName: string | null;
};

type Props = {
  list: StepList;
  title: string;
  description: string;
  steps: readonly Stage[];
  labelOf: (key: string) => string;
  /** Said beside the name: how many deals have it. */
  countOf: (key: string) => ReactNode;
  /** Open deals that must go elsewhere before it is archived. */
  openIn: (key: string) => number;
  canChange: boolean;
  requestKey: string;
  reply: StepReply | undefined;
};

/** One list of steps: order and names, what uses them, and what was archived. */
export function StepCard({ list, title, description, steps, canChange, requestKey, reply, ...how }: Props) {
  const { t } = useTranslation("settings");
  const living = steps.filter((step) => !step.isArchived);
  const archived = steps.filter((step) => step.isArchived);
  const mine = reply?.list === list ? reply : undefined;
  return (
    <Card title={title} description={description} flush className="mb-6">
      {mine?.errors.form ? (
        <div className="px-4 pb-3 sm:px-5">
          <FormError message={mine.errors.form} />
        </div>
      ) : null}
      <ol className="divide-y divide-line border-t border-line">
        {living.map((step, index) => (
          <StepRow
            key={step.key}
            {...{ list, step, living, index, canChange }}
            label={how.labelOf(step.key)}
            labelOf={how.labelOf}
            use={how.countOf(step.key)}
            open={how.openIn(step.key)}
            reply={mine?.key === step.key ? mine : undefined}
          />
        ))}
      </ol>
      {canChange ? <AddStep {...{ list, requestKey }} reply={mine?.key === "" ? mine : undefined} /> : null}
      {archived.length > 0 ? (
        <details className="border-t border-line px-4 py-3 text-sm sm:px-5">
          <summary className="w-fit text-ink-muted hover:text-ink">
            {t("deals.archived")} ({archived.length})
          </summary>
          <p className="mt-2 text-ink-muted">{t("deals.archivedBody")}</p>
          <ul className="mt-2">
            {archived.map(({ key }) => (
              <li key={key} className="flex items-center justify-between gap-3 py-1">
                <span className="min-w-0 text-ink">
                  {how.labelOf(key)} <span className="text-ink-muted">{how.countOf(key)}</span>
                </span>
                {canChange ? <Restore list={list} stepKey={key} label={how.labelOf(key)} /> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function AddStep({ list, requestKey, reply }: { list: StepList; requestKey: string; reply?: StepReply }) {
  const { t } = useTranslation("settings");
  return (
    <Form
      key={requestKey}
      method="post"
      preventScrollReset
      noValidate
      className="flex flex-wrap items-end gap-2 border-t border-line px-4 py-4 sm:px-5"
    >
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <TextField
        label={t("deals.newName")}
        name="name"
        defaultValue={reply?.values.name}
        error={reply?.errors.name}
        maxLength={60}
        autoComplete="off"
        className="min-w-0 flex-1 basis-48"
      />
      <Button type="submit">{list === "stage" ? t("deals.addStage") : t("deals.addReason")}</Button>
    </Form>
  );
}

function Restore({ list, stepKey, label }: { list: StepList; stepKey: string; label: string }) {
  const { t } = useTranslation("settings");
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="key" value={stepKey} />
      <Button
        type="submit"
        name="intent"
        value="restore"
        variant="ghost"
        size="sm"
        aria-label={t("deals.restore", { name: label })}
      >
        <RotateCcw aria-hidden />
      </Button>
    </Form>
  );
}
