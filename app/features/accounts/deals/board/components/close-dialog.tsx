import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Dialog, DialogActions, DialogClose } from "~/ui/dialog";
import { TextArea } from "~/ui/field";
import { ReasonField } from "../../components/reason-field";
import type { BoardCard } from "../schema";

type Props = {
  card: BoardCard;
  outcome: "won" | "lost";
  onClose: () => void;
  onSubmit: (closing: { outcomeReason: string; outcomeNote: string }) => void;
};

/** Asks why, before a deal dropped on won or lost is closed. */
export function CloseDialog({ card, outcome, onClose, onSubmit }: Props) {
  const { t } = useTranslation("board");
  const { t: text } = useTranslation("accounts");
  const { t: common } = useTranslation("common");
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const outcomeReason = String(data.get("outcomeReason") ?? "");
    if (outcome === "lost" && outcomeReason === "") return setError("accounts:errors.reason");
    onSubmit({ outcomeReason, outcomeNote: String(data.get("outcomeNote") ?? "") });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(`closing.${outcome}`, { name: card.name })}
      description={text("deals.closingBody")}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ReasonField outcome={outcome} error={error} />
        <TextArea label={t("closing.note")} name="outcomeNote" rows={2} />
        <DialogActions>
          <DialogClose>
            <Button variant="ghost">{common("actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" variant="primary">
            {text("deals.close")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
