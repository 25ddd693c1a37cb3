import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormButtons, FormTrouble, SeenTexts } from "~/features/accounts/components/form-parts";
import { StaleNotice } from "~/features/accounts/components/stale-notice";
import { CheckboxField, CONTROL_LOOK, Field, SelectField, TextArea, TextField } from "~/ui/field";
import type { MemberTask, Milestone, PlanPeople } from "../schema";
import type { PlanReply } from "../screen/schema";
import { taskTexts } from "../screen/utils";
import { DUE_KINDS, type DueKind } from "../utils";
import { OwnerOptions } from "./owner-options";

type Props = {
  task: MemberTask;
  others: readonly { id: string; title: string }[];
  milestones: readonly Milestone[];
  people: PlanPeople;
  reply?: PlanReply;
  cancelTo: string;
};

/** All of a task's fields. What it was filled with stays as it was, whatever is heard from others meanwhile. */
export function TaskForm({ task, others, milestones, people, reply, cancelTo }: Props) {
  const { t } = useTranslation("plan");
  const [first] = useState(() => taskTexts(task));
  const values = { ...first, ...reply?.values };
  const errors = reply?.errors ?? {};
  const seen = reply?.seen ?? first;
  const isRefused = reply !== undefined;
  const ticked = isRefused ? (reply.values["dependsOn[]"] ?? "") : (first["dependsOn[]"] ?? "");
  const titleOf = (id: string) => others.find((other) => other.id === id)?.title ?? "";
  const ownerName = (choice: string) => {
    const id = choice.slice(2);
    const known = [...people.members, ...people.contacts].find((person) => person.id === id);
    return known?.name ?? t(OWNER_KEYS[choice] ?? "owner.them");
  };
  const fields = [
    { name: "title", label: t("task.title") },
    { name: "description", label: t("task.description") },
    {
      name: "milestoneId",
      label: t("task.milestone"),
      show: (id: string) => milestones.find((one) => one.id === id)?.title ?? "",
    },
    { name: "owner", label: t("task.owner"), show: ownerName },
    { name: "roleName", label: t("task.roleName") },
    { name: "internal", label: t("task.internal"), show: () => t("task.internalBadge") },
    { name: "dueKind", label: t("task.due"), show: (kind: string) => t(`dueKinds.${dueKindOf(kind)}`) },
    { name: "dueDay", label: t("task.dueDay") },
    { name: "dueOffset", label: t("task.dueOffset") },
    { name: "dueTaskId", label: t("task.dueTask"), show: titleOf },
    {
      name: "dependsOn[]",
      label: t("task.dependsOn"),
      show: (ids: string) => ids.split("\n").map(titleOf).join(", "),
    },
  ];
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-4">
      <FormTrouble errors={errors} />
      <SeenTexts seen={seen} />
      <StaleNotice saved={reply?.saved} typed={values} fields={fields} seen={seen} taken={reply?.taken} />
      <input type="hidden" name="intent" value="editTask" />
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={values.version} />
      <TextField
        label={t("task.title")}
        name="title"
        defaultValue={values.title}
        error={errors.title}
        autoComplete="off"
        required
      />
      <TextArea
        label={t("task.description")}
        name="description"
        defaultValue={values.description}
        error={errors.description}
      />
      <SelectField
        label={t("task.milestone")}
        name="milestoneId"
        defaultValue={values.milestoneId}
        error={errors.milestoneId}
        placeholder={t("milestone.none")}
        options={milestones.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <OwnerFields values={values} errors={errors} people={people} />
      <DueFields values={values} errors={errors} others={others} />
      <Dependencies
        others={others}
        ticked={ticked.split("\n")}
        error={errors["dependsOn[]"] ?? errors.dependsOn}
      />
      <FormButtons submit={t("task.save")} cancelTo={cancelTo} />
    </Form>
  );
}

const OWNER_KEYS: Readonly<Record<string, "owner.us" | "owner.them" | "owner.roleUs" | "owner.roleThem">> = {
  us: "owner.us",
  them: "owner.them",
  "role-us": "owner.roleUs",
  "role-them": "owner.roleThem",
};

type Texts = Readonly<Record<string, string>>;
type PartProps = { values: Texts; errors: Texts };

function OwnerFields({ values, errors, people }: PartProps & { people: PlanPeople }) {
  const { t } = useTranslation("plan");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("task.owner")} name="owner" error={errors.owner}>
          {(control) => (
            <select {...control} defaultValue={values.owner} className={CONTROL_LOOK}>
              <OwnerOptions people={people} />
            </select>
          )}
        </Field>
        <TextField
          label={t("task.roleName")}
          name="roleName"
          defaultValue={values.roleName}
          error={errors.roleName}
          hint={t("task.roleHint")}
          autoComplete="off"
        />
      </div>
      <CheckboxField
        label={t("task.internal")}
        name="internal"
        defaultValue={values.internal}
        error={errors.internal}
        hint={t("task.internalHint")}
      />
    </>
  );
}

function DueFields({ values, errors, others }: PartProps & Pick<Props, "others">) {
  const { t } = useTranslation("plan");
  // Without a script all of them stand there, and the choice decides which count.
  const [kind, setKind] = useState<DueKind | null>(null);
  useEffect(() => setKind(dueKindOf(values.dueKind)), [values.dueKind]);
  const shown = kind ?? dueKindOf(values.dueKind);
  const hide = (isUsed: boolean) => (kind !== null && !isUsed ? "hidden" : undefined);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={t("task.due")}
        name="dueKind"
        defaultValue={values.dueKind}
        error={errors.dueKind}
        onChange={(event) => setKind(dueKindOf(event.currentTarget.value))}
        options={DUE_KINDS.map((one) => ({ value: one, label: t(`dueKinds.${one}`) }))}
      />
      <TextField
        label={t("task.dueDay")}
        name="dueDay"
        type="date"
        min="1900-01-01"
        max="2200-12-31"
        className={hide(shown === "day")}
        defaultValue={values.dueDay}
        error={errors.dueDay}
      />
      <TextField
        label={t("task.dueOffset")}
        name="dueOffset"
        inputMode="text"
        className={hide(shown === "room" || shown === "task" || shown === "close")}
        defaultValue={values.dueOffset}
        error={errors.dueOffset}
        hint={t("task.dueOffsetHint")}
        autoComplete="off"
      />
      <SelectField
        label={t("task.dueTask")}
        name="dueTaskId"
        className={hide(shown === "task")}
        defaultValue={values.dueTaskId}
        error={errors.dueTaskId}
        placeholder="-"
        options={others.map(({ id, title }) => ({ value: id, label: title }))}
      />
    </div>
  );
}

function Dependencies({
  others,
  ticked,
  error,
}: Pick<Props, "others"> & { ticked: readonly string[]; error?: string }) {
  const { t } = useTranslation("plan");
  if (others.length === 0) return null;
  return (
    <details open={ticked.some(Boolean) || Boolean(error) || undefined} className="text-sm">
      <summary className="w-fit font-medium text-ink">{t("task.dependsOn")}</summary>
      <p className="mt-1 text-ink-muted">{t("task.dependsOnHint")}</p>
      {error ? (
        <p role="alert" className="mt-1 text-danger">
          {error}
        </p>
      ) : null}
      <ul className="mt-2 flex max-h-56 flex-col gap-1.5 overflow-y-auto rounded-md border border-line p-3">
        {others.map(({ id, title }) => (
          <li key={id}>
            <CheckboxField label={title} name="dependsOn[]" value={id} defaultChecked={ticked.includes(id)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function dueKindOf(text: string | undefined): DueKind {
  return DUE_KINDS.find((kind) => kind === text) ?? "none";
}
