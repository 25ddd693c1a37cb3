import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { PageHeader } from "~/ui/page-header";
import type { Doomed } from "../schema";
import { DeleteForm } from "./delete-form";

type Props = { doomed: Doomed; canDelete: boolean; back: string; reply?: FormReply };

/** The whole page that asks before something goes for good. */
export function DeletePage({ doomed, canDelete, back, reply }: Props) {
  const { t } = useTranslation("deleting");
  return (
    <>
      <PageHeader title={t(`title.${doomed.kind}`)} back={{ to: back, label: doomed.name }} />
      <DeleteForm doomed={doomed} canDelete={canDelete} reply={reply} cancelTo={back} />
    </>
  );
}
