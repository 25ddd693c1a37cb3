/** What a form gets back when its input was not accepted: i18n keys by field and what was typed. Secrets are not repeated. */
export type FormReply = {
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
};

/** The error key of the form as a whole. */
export const FORM = "form";

export function refuse(errors: Record<string, string>, values: Record<string, string> = {}): FormReply {
  return { errors, values };
}
