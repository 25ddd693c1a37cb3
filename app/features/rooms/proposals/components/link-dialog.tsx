import type { Editor } from "@tiptap/react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { TextField } from "~/ui/field";
import { isSafeHref } from "../extensions";

export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation("proposals");
  const [isInvalid, setIsInvalid] = useState(false);
  const current = editor.getAttributes("link").href;

  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("href") ?? "").trim();
    const href = /^[\w-]+(\.[\w-]+)+/.test(typed) ? `https://${typed}` : typed;
    setIsInvalid(!isSafeHref(href));
    if (!isSafeHref(href)) return;
    const isBare = editor.state.selection.empty && !editor.isActive("link");
    const chain = editor.chain().focus().extendMarkRange("link");
    if (isBare)
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onClose();
  }

  return (
    <Dialog title={t("link.title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form onSubmit={apply} className="flex flex-col gap-4" noValidate>
        <TextField
          name="href"
          label={t("link.address")}
          hint={t("link.hint")}
          defaultValue={typeof current === "string" ? current : ""}
          error={isInvalid ? t("link.invalid") : null}
          autoFocus
        />
        <div className="flex gap-3">
          <Button type="submit" variant="primary">
            {t("link.apply")}
          </Button>
          {current ? (
            <Button
              onClick={() => {
                editor.chain().focus().extendMarkRange("link").unsetLink().run();
                onClose();
              }}
            >
              {t("link.remove")}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
