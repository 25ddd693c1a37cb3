import { Archive, Pencil, Share2, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Button, ButtonLink, type ButtonVariant } from "~/ui/button";
import { CopyButton } from "~/ui/copy-button";
import { Dialog, DialogActions, DialogClose } from "~/ui/dialog";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu";
import { useToast } from "~/ui/toast";
import { useDesignTexts } from "../hooks/use-design-texts";
import { LONG_JAPANESE, PEOPLE } from "../utils";
import { Section, Specimen } from "./section";

const VARIANTS: readonly ButtonVariant[] = ["primary", "secondary", "ghost", "danger"];
const TONES: readonly BadgeTone[] = ["neutral", "accent", "positive", "warning", "danger"];

export function ActionsSection() {
  const { actions } = useDesignTexts();
  return (
    <Section of="actions">
      <Specimen label={actions.variants}>
        <div className="flex flex-col gap-3">
          {VARIANTS.map((variant) => (
            <div key={variant} className="flex flex-wrap items-center gap-3">
              <Button type="button" variant={variant} icon={<Share2 aria-hidden />}>
                {actions[variant]}
              </Button>
              <Button type="button" variant={variant} size="sm">
                {actions.small}
              </Button>
              <Button type="button" variant={variant} disabled>
                {actions.disabled}
              </Button>
              <Button type="button" variant={variant} pending>
                {actions.pending}
              </Button>
            </div>
          ))}
          <div className="flex flex-wrap items-center gap-3">
            <ButtonLink to="#actions">{actions.link}</ButtonLink>
            <CopyButton text="縁側" />
            <Overlays />
          </div>
        </div>
      </Specimen>
      <Specimen label={actions.badges}>
        <div className="flex flex-wrap items-center gap-3">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {actions.tones[tone]}
            </Badge>
          ))}
          <span className="inline-flex w-36 min-w-0">
            <Badge tone="accent">{LONG_JAPANESE}</Badge>
          </span>
          {PEOPLE.map((name) => (
            <Avatar key={name} name={name} />
          ))}
        </div>
      </Specimen>
    </Section>
  );
}

function Overlays() {
  const { actions } = useDesignTexts();
  const { t } = useTranslation("common");
  const show = useToast();
  return (
    <>
      <Menu trigger={<Button type="button">{actions.menu}</Button>}>
        <MenuItem icon={<Pencil aria-hidden />}>{actions.rename}</MenuItem>
        <MenuItem icon={<Archive aria-hidden />} disabled>
          {actions.archive}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} danger>
          {actions.remove}
        </MenuItem>
      </Menu>
      <Dialog
        title={actions.dialogTitle}
        description={actions.dialogBody}
        trigger={<Button type="button">{actions.dialog}</Button>}
      >
        <DialogActions>
          <DialogClose>
            <Button type="button">{t("actions.cancel")}</Button>
          </DialogClose>
          <DialogClose>
            <Button type="button" variant="danger">
              {actions.danger}
            </Button>
          </DialogClose>
        </DialogActions>
      </Dialog>
      <Button
        type="button"
        onClick={() => show({ message: actions.toastMessage, tone: "positive", onUndo: () => {} })}
      >
        {actions.toast}
      </Button>
    </>
  );
}
