import { useFetcher } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "~/platform/ids";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CONTROL_LOOK } from "~/ui/field";
import { useMessage } from "~/ui/message";
import type { PlanPeople } from "../schema";
import type { PlanReply } from "../screen/schema";
import { OwnerOptions } from "./owner-options";

type Props = {
  milestone: { id: string; title: string } | null;
  people: PlanPeople;
  requestKey: string;
  /** Refused without a script: the page itself has the answer. */
  refused?: PlanReply;
};

/** Title, owner and day in one line; the next one can be typed at once. */
export function QuickTask({ milestone, people, requestKey, refused }: Props) {
  const { t } = useTranslation("plan");
  const fetcher = useFetcher<PlanReply>();
  const [key, setKey] = useState(requestKey);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const reply = fetcher.data ?? refused;
  const errors = reply?.done === null ? reply.errors : {};
  const message = useMessage(errors.title ?? errors.dueDay ?? errors.form);
  useEffect(() => {
    if (fetcher.state !== "idle" || fetcher.data?.done !== "added") return;
    setKey(newId());
    form.current?.reset();
    form.current?.querySelector<HTMLElement>('[name="title"]')?.focus();
  }, [fetcher.state, fetcher.data]);
  return (
    <fetcher.Form
      ref={form}
      method="post"
      noValidate
      aria-label={milestone ? t("task.addTo", { milestone: milestone.title }) : t("task.add")}
      className="grid grid-cols-2 gap-2 print:hidden border-t border-line px-3 py-2 sm:grid-cols-[minmax(0,1fr)_11rem_10rem_auto] sm:px-4"
    >
      <input type="hidden" name="intent" value="addTask" />
      <input type="hidden" name="requestKey" value={key} />
      <input type="hidden" name="milestoneId" value={milestone?.id ?? ""} />
      <input
        name="title"
        aria-label={t("task.title")}
        aria-invalid={errors.title ? true : undefined}
        aria-describedby={message ? id : undefined}
        placeholder={t("task.titlePlaceholder")}
        defaultValue={refused?.values.title}
        autoComplete="off"
        className={classes(CONTROL_LOOK, "max-sm:col-span-2")}
      />
      <select
        name="owner"
        aria-label={t("task.owner")}
        defaultValue={refused?.values.owner ?? "us"}
        className={CONTROL_LOOK}
      >
        <OwnerOptions people={people} hasRoles={false} />
      </select>
      <input
        type="date"
        name="dueDay"
        aria-label={t("task.due")}
        aria-invalid={errors.dueDay ? true : undefined}
        defaultValue={refused?.values.dueDay}
        min="1900-01-01"
        max="2200-12-31"
        className={CONTROL_LOOK}
      />
      <Button
        type="submit"
        className="max-sm:col-span-2"
        pending={fetcher.state !== "idle"}
        icon={<Plus aria-hidden className="size-4" />}
      >
        {t("milestone.submit")}
      </Button>
      {message ? (
        <p id={id} role="alert" className="col-span-2 text-sm text-danger sm:col-span-4">
          {message}
        </p>
      ) : null}
    </fetcher.Form>
  );
}
