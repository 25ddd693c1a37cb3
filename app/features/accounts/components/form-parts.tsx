import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button, ButtonLink } from "~/ui/button";
import { FormError } from "~/ui/form-errors";

/** What the forms of accounts, contacts, deals and rooms get: texts to start from and what was refused. */
export type FormState = {
  values: Readonly<Record<string, string>>;
  errors: FormReply["errors"];
  /** Set when someone else saved first: what they saved. */
  saved?: Readonly<Record<string, string>>;
  /** What the form of a stored thing was first filled with. */
  seen?: Readonly<Record<string, string>>;
  /** Set with `saved`: fields that only the other person changed. */
  taken?: readonly string[];
};

/** Carries what the form was first filled with, so that a refused save can tell who changed what. */
export function SeenTexts({ seen }: Pick<FormState, "seen">) {
  return seen ? <input type="hidden" name="seen" value={JSON.stringify(seen)} /> : null;
}

/** The form's own error, or a hint that fields are marked. */
export function FormTrouble({ errors }: Pick<FormState, "errors">) {
  const hasMarked = Object.keys(errors).length > 0;
  return <FormError message={errors.form ?? (hasMarked ? "form" : null)} />;
}

export function FormButtons({ submit, cancelTo }: { submit: ReactNode; cancelTo: string }) {
  const { t } = useTranslation("common");
  const { state } = useNavigation();
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      <Button type="submit" variant="primary" pending={state === "submitting"}>
        {submit}
      </Button>
      <ButtonLink to={cancelTo} variant="ghost">
        {t("actions.cancel")}
      </ButtonLink>
    </div>
  );
}
