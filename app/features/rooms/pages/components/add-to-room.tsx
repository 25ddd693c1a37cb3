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
  /** One for each of the two forms, so that a repeated request adds nothing twice. */
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
        <Form method="post" noValidate className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="addProposal" />
          <input type="hidden" name="requestKey" value={requestKeys.proposal} />
          <TextField
            label={t("add.proposal")}
            name="title"
            className="min-w-0 flex-1 basis-48"
            defaultValue={
              refused?.values.intent === "addProposal" ? refused.values.title : t("add.proposalDefault")
            }
            error={refused?.values.intent === "addProposal" ? refused.errors.title : null}
            autoComplete="off"
          />
          <Button type="submit">{t("add.addProposal")}</Button>
        </Form>
        <Form method="post" noValidate className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="addPlan" />
          <input type="hidden" name="requestKey" value={requestKeys.plan} />
          <TextField
            label={t("add.plan")}
            name="title"
            className="min-w-0 flex-1 basis-48"
            defaultValue={refused?.values.intent === "addPlan" ? refused.values.title : t("add.planDefault")}
            error={refused?.values.intent === "addPlan" ? refused.errors.title : null}
            autoComplete="off"
          />
          <Button type="submit">{t("add.addPlan")}</Button>
        </Form>
        <Form method="post" noValidate className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="addForm" />
          <input type="hidden" name="requestKey" value={requestKeys.form} />
          <TextField
            label={t("add.form")}
            name="title"
            className="min-w-0 flex-1 basis-48"
            defaultValue={refused?.values.intent === "addForm" ? refused.values.title : t("add.formDefault")}
            error={refused?.values.intent === "addForm" ? refused.errors.title : null}
            autoComplete="off"
          />
          <Button type="submit">{t("add.addForm")}</Button>
        </Form>
      </div>
    </Card>
  );
}
