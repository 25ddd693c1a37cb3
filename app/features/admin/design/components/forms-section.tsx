import { CheckboxField, SelectField, TextArea, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { useDesignTexts } from "../hooks/use-design-texts";
import { LONG_JAPANESE } from "../utils";
import { Section } from "./section";

export function FormsSection() {
  const { forms } = useDesignTexts();
  const stages = Object.entries(forms.stages).map(([value, label]) => ({ value, label }));
  return (
    <Section of="forms">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <TextField label={forms.name} name="plain" hint={forms.nameHint} required />
        <TextField label={forms.name} name="long" defaultValue={LONG_JAPANESE} />
        <TextField label={forms.email} name="wrong" type="email" defaultValue="ren@hinoki" error="email" />
        <SelectField label={forms.stage} name="stage" options={stages} defaultValue="propose" />
        <TextArea label={forms.notes} name="notes" error="too_long" defaultValue={LONG_JAPANESE} />
        <div className="flex flex-col gap-5">
          <TextField label={forms.locked} name="locked" defaultValue="Hinoki Foods" disabled />
          <TextField label={forms.readOnly} name="read" defaultValue="Hinoki Foods" readOnly />
          <CheckboxField label={forms.download} name="download" defaultChecked hint={forms.nameHint} />
        </div>
      </div>
      <ErrorBox message={forms.refused} />
    </Section>
  );
}

// React 18 has no type for it.
const INERT = { inert: "" };

/** The living one takes the focus when it appears, and the page would open here. */
function ErrorBox({ message }: { message: string }) {
  return (
    <div {...INERT}>
      <FormError message={message} />
    </div>
  );
}
