import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button, ButtonLink } from "~/ui/button";
import { FormError } from "~/ui/form-errors";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { Side } from "../schema";

type Texts = Readonly<Record<string, string>>;
export type MergeSide = { id: string; label: string; version: number; texts: Texts };
export type MergeField = { name: string; label: string; show?: (value: string) => string };

type Props = {
  here: MergeSide;
  other: MergeSide;
  fields: readonly MergeField[];
  reply?: FormReply;
  cancelTo: string;
};

/** Both sides stand beside each other on a phone too: what is compared goes above them. */
const PHONE_LOOK =
  "max-sm:block max-sm:[&>*]:block max-sm:[&_tr]:grid max-sm:[&_tr]:grid-cols-2 max-sm:[&_tr>*:first-child]:col-span-2 max-sm:[&_tr>*:first-child]:border-b-0 max-sm:[&_tr>*:first-child]:pb-0 max-sm:[&_tr>*]:pl-4! max-sm:[&>thead_th:first-child]:hidden";

const SIDES = ["this", "other"] as const satisfies readonly Side[];

/** Both side by side: which one stays, and for every field whose value. */
export function MergeForm({ here, other, fields, reply, cancelTo }: Props) {
  const { t } = useTranslation("merging");
  const { t: common } = useTranslation("common");
  const { state } = useNavigation();
  const sideOf = { this: here, other };
  const differing = fields.filter(({ name }) => here.texts[name] !== other.texts[name]);
  const chosen = (name: string): Side => {
    const typed = reply?.values[name];
    if (typed === "this" || typed === "other") return typed;
    return here.texts[name] ? "this" : other.texts[name] ? "other" : "this";
  };
  return (
    <Form method="post" className="flex flex-col gap-5">
      <FormError message={reply?.errors.form} />
      <input type="hidden" name="intent" value="merge" />
      <input type="hidden" name="otherId" value={other.id} />
      <input type="hidden" name="version" value={here.version} />
      <input type="hidden" name="otherVersion" value={other.version} />
      {fields
        .filter((field) => !differing.includes(field))
        .map(({ name }) => (
          <input key={name} type="hidden" name={name} value="this" />
        ))}
      <Table caption={t("values")} className={PHONE_LOOK}>
        <thead>
          <Tr>
            <Th>{t("field")}</Th>
            <Th className="wrap-anywhere whitespace-normal!">{here.label}</Th>
            <Th className="wrap-anywhere whitespace-normal!">{other.label}</Th>
          </Tr>
        </thead>
        <tbody>
          <Tr>
            <Td heading>
              {t("keep")}
              <span className="block text-xs font-normal text-ink-muted">{t("keepHint")}</span>
            </Td>
            {SIDES.map((side) => (
              <Td key={side}>
                <Choice name="keep" side={side} isChosen={(reply?.values.keep ?? "this") === side}>
                  {t("keepThis")}
                  <span className="sr-only"> {sideOf[side].label}</span>
                </Choice>
              </Td>
            ))}
          </Tr>
          {differing.map(({ name, label, show }) => (
            <Tr key={name}>
              <Td heading>{label}</Td>
              {SIDES.map((side) => {
                const value = sideOf[side].texts[name] ?? "";
                return (
                  <Td key={side} className="sm:max-w-80 sm:min-w-40">
                    <Choice name={name} side={side} isChosen={chosen(name) === side}>
                      <span className="sr-only">{label}: </span>
                      <span className={value ? "whitespace-pre-wrap wrap-anywhere" : "text-ink-muted"}>
                        {value ? (show?.(value) ?? value) : t("empty")}
                      </span>
                    </Choice>
                  </Td>
                );
              })}
            </Tr>
          ))}
        </tbody>
      </Table>
      <div className="flex flex-wrap gap-2 px-4 pb-4 sm:px-5">
        <Button type="submit" variant="primary" pending={state === "submitting"}>
          {t("submit")}
        </Button>
        <ButtonLink to={cancelTo} variant="ghost">
          {common("actions.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}

function Choice({
  name,
  side,
  isChosen,
  children,
}: {
  name: string;
  side: Side;
  isChosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-6 items-start gap-2 pointer-coarse:min-h-11">
      <input
        type="radio"
        name={name}
        value={side}
        defaultChecked={isChosen}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
