import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { personLabel } from "../utils";

type Answer = {
  done: "invited" | "invitedAgain" | "removed" | "saved" | "allowed" | "refused" | null;
  contactId: string | null;
  email: string | null;
  errors: Readonly<Record<string, string>>;
};

type Choices = readonly { id: string; name: string | null; email: string }[];

/** What the last change came to; who was removed can be taken back at once. */
export function PeopleOutcome({ answer, choices }: { answer: Answer | undefined; choices: Choices }) {
  const { t } = useTranslation("people");
  const removed = answer?.done === "removed" ? choices.find(({ id }) => id === answer.contactId) : null;
  return (
    <div role="status" className="mb-4 flex flex-wrap items-center gap-3 text-sm text-ink empty:hidden">
      {answer?.done === "invited" ? t("list.invited", { email: answer.email ?? "" }) : null}
      {answer?.done === "invitedAgain" ? t("list.invitedAgain", { email: answer.email ?? "" }) : null}
      {answer?.done === "saved" ? t("list.saved") : null}
      {answer?.done === "allowed" ? t("requests.allowed", { email: answer.email ?? "" }) : null}
      {answer?.done === "refused" ? t("requests.refused") : null}
      {answer?.errors.form === "people:rateLimited" ? t("rateLimited") : null}
      {answer?.errors.form === "people:list.stale" ? t("list.stale") : null}
      {answer?.errors.form === "people:add.otherAccount" ? t("add.otherAccount") : null}
      {removed ? (
        <>
          {t("list.removed", { name: personLabel(removed) })}
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="add" />
            <input type="hidden" name="contactId" value={removed.id} />
            <Button type="submit" size="sm">
              {t("list.undo")}
            </Button>
          </Form>
        </>
      ) : null}
    </div>
  );
}
