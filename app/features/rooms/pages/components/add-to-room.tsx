import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { UploadArea } from "~/features/library/components/upload-area";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField, TextField } from "~/ui/field";
import type { PagesReply } from "../schema";

type Props = {
  roomId: string;
  documents: readonly { id: string; title: string }[];
  /** One for each form, so that a repeated request adds nothing twice. */
  requestKeys: { document: string; proposal: string; form: string; plan: string };
  reply?: PagesReply;
};

export function AddToRoom({ roomId, documents, requestKeys, reply }: Props) {
  const { t } = useTranslation("rooms");
  const refused = reply?.done === null ? reply : undefined;
  return (
    <Card
      title={t("add.title")}
      actions={
        <ButtonLink size="sm" to={paths.roomTemplates(roomId)}>
          {t("add.templates")}
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-6">
        <UploadArea roomId={roomId} />
        {documents.length > 0 ? (
          <Form method="post" preventScrollReset noValidate className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="intent" value="addDocument" />
            <input type="hidden" name="requestKey" value={requestKeys.document} />
            <SelectField
              label={t("add.library")}
              name="documentId"
              className="min-w-0 flex-1 basis-48"
              error={
                refused?.values.intent === "addDocument" && refused.errors.documentId ? "required" : null
              }
              placeholder={t("pages.chooseDocument")}
              options={documents.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <Button type="submit">{t("add.addDocument")}</Button>
          </Form>
        ) : null}
        <NewPageForm kind="proposal" requestKey={requestKeys.proposal} refused={refused} />
        <NewPageForm kind="plan" requestKey={requestKeys.plan} refused={refused} />
        <NewPageForm kind="form" requestKey={requestKeys.form} refused={refused} />
      </div>
    </Card>
  );
}

const INTENTS = { proposal: "addProposal", plan: "addPlan", form: "addForm" } as const;
const DEFAULTS = {
  proposal: "add.proposalDefault",
  plan: "add.planDefault",
  form: "add.formDefault",
} as const;

type NewPageProps = { kind: keyof typeof INTENTS; requestKey: string; refused?: PagesReply };

function NewPageForm({ kind, requestKey, refused }: NewPageProps) {
  const { t } = useTranslation("rooms");
  const intent = INTENTS[kind];
  const mine = refused?.values.intent === intent ? refused : undefined;
  return (
    <Form method="post" noValidate className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <TextField
        label={t(`add.${kind}`)}
        name="title"
        className="min-w-0 flex-1 basis-48"
        defaultValue={mine ? mine.values.title : t(DEFAULTS[kind])}
        error={mine ? mine.errors.title : null}
        autoComplete="off"
      />
      <Button type="submit">{t(`add.${intent}`)}</Button>
    </Form>
  );
}
