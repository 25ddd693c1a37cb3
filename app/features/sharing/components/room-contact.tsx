import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import type { BuyerContact } from "../buyer/schema";

/** Whom to turn to at the selling company: name, title and photo, and no address. */
export function RoomContact({ contact, brandName }: { contact: BuyerContact; brandName: string }) {
  const { t } = useTranslation("buyer");
  return (
    <section
      aria-label={t("room.contact", { brand: brandName })}
      className="flex min-w-0 items-center gap-2.5"
    >
      <Avatar name={contact.name} photo={contact.photoUrl} />
      <p className="min-w-0 text-sm leading-snug">
        <span className="block truncate text-xs text-ink-muted">
          {t("room.contact", { brand: brandName })}
        </span>
        <span className="block truncate text-ink">
          <span className="font-medium">{contact.name}</span>
          {contact.title ? <span className="text-ink-muted"> · {contact.title}</span> : null}
        </span>
      </p>
    </section>
  );
}
