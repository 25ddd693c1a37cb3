import { z } from "zod";
import { isCalendarDay } from "~/features/accounts/deals/utils";
import { idField, nameField, optionalLine, optionalText } from "~/features/accounts/schema";
import { isId } from "~/platform/ids";
import { DUE_KINDS, MAX_OFFSET_DAYS, type Side } from "../utils";

const MAX_DESCRIPTION_CHARS = 5000;
const MAX_ROLE_CHARS = 80;
const MAX_DEPENDENCIES = 50;

/** Whose turn a task is: a person, a role somebody has yet to fill, or a side as a whole. */
export type TaskOwner = {
  side: Side;
  memberId: string | null;
  contactId: string | null;
  roleName: string | null;
};

const ownerField = z
  .string("required")
  .regex(/^(us|them|role-us|role-them|[mc]:[0-9a-z]{26})$/, "required")
  .transform((text) => {
    const [kind, id = null] = text.split(":");
    return { kind: kind ?? "", id };
  });

const offsetField = z
  .string()
  .default("")
  .transform((text) =>
    text
      .normalize("NFKC")
      .replace(/[−–ー]/g, "-")
      .trim(),
  )
  .pipe(z.string().regex(/^([+-]?\d{1,5})?$/, "integer"))
  .transform(Number)
  .refine((days) => Math.abs(days) <= MAX_OFFSET_DAYS, "plan:errors.offset");

const idOrNone = z.union([idField, z.literal("").transform(() => null)]).default(null);

/** Several ids, each once; merged forms send them as lines of one text. */
const idList = z
  .array(z.string())
  .default([])
  .transform((texts) => [...new Set(texts.flatMap((text) => text.split("\n")).filter(Boolean))])
  .pipe(z.array(z.string().refine(isId, "invalid")).max(MAX_DEPENDENCIES, "too_large"));

const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const taskShape = {
  title: nameField,
  description: optionalText(MAX_DESCRIPTION_CHARS),
  milestoneId: idOrNone,
  owner: ownerField,
  roleName: optionalLine(MAX_ROLE_CHARS),
  internal: checkbox,
  dueKind: z.enum(DUE_KINDS, "required").default("none"),
  dueDay: optionalLine(20),
  dueOffset: offsetField,
  dueTaskId: idOrNone,
  dependsOn: idList,
};

type Refuse = (field: string, message: string) => void;

type TaskForm = {
  owner: { kind: string; id: string | null };
  roleName: string | null;
  internal: boolean;
  dueKind: (typeof DUE_KINDS)[number];
  dueDay: string | null;
  dueOffset: number;
  dueTaskId: string | null;
};

/** Keeps what the choice needs and forgets the rest, so that no hidden field lives on unseen. */
export function toTaskFields<Form extends TaskForm>(form: Form, refuse: Refuse) {
  const { owner: chosen, roleName, dueKind, dueDay, dueOffset, dueTaskId, ...rest } = form;
  const owner = ownerOf(chosen, roleName);
  const isRole = chosen.kind.startsWith("role-");
  if (isRole && roleName === null) refuse("roleName", "required");
  if (form.internal && owner.side === "viewer") refuse("internal", "plan:errors.internal");
  if (dueKind === "day" && !(dueDay && isCalendarDay(dueDay))) refuse("dueDay", "date");
  if (dueKind === "task" && dueTaskId === null) refuse("dueTaskId", "choice");
  const hangs = dueKind === "room" || dueKind === "task" || dueKind === "close";
  return {
    ...rest,
    ...owner,
    dueKind,
    dueDay: dueKind === "day" ? dueDay : null,
    dueOffset: hangs ? dueOffset : 0,
    dueTaskId: dueKind === "task" ? dueTaskId : null,
  };
}

function ownerOf({ kind, id }: TaskForm["owner"], roleName: string | null): TaskOwner {
  const nobody = { memberId: null, contactId: null, roleName: null };
  switch (kind) {
    case "m":
      return { ...nobody, side: "member", memberId: id };
    case "c":
      return { ...nobody, side: "viewer", contactId: id };
    case "role-us":
      return { ...nobody, side: "member", roleName };
    case "role-them":
      return { ...nobody, side: "viewer", roleName };
    default:
      return { ...nobody, side: kind === "us" ? "member" : "viewer" };
  }
}

/** For the transform of a schema: an issue at the field. */
export function refusing(context: Pick<z.core.$RefinementCtx, "addIssue">): Refuse {
  return (field, message) => context.addIssue({ code: "custom", path: [field], message });
}

export type TaskFields = TaskOwner & {
  title: string;
  description: string | null;
  milestoneId: string | null;
  internal: boolean;
  dueKind: (typeof DUE_KINDS)[number];
  dueDay: string | null;
  dueOffset: number;
  dueTaskId: string | null;
  dependsOn: string[];
};
