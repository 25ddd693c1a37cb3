import { Link } from "@remix-run/react";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";
import type { Corner } from "../../attachments/schema";

/** Everyone, or the buying side alone. */
export function CornerTabs({ roomId, corner }: { roomId: string; corner: Corner }) {
  const { t } = useTranslation("chat");
  const tabs = [
    { id: "room", to: paths.buyerChat(roomId) },
    { id: "buyers", to: paths.buyerChat(roomId, "?corner=buyers") },
  ] as const;
  return (
    <nav aria-label={t("corners.label")} className="mb-3">
      <ul className="flex gap-1 rounded-lg bg-sunken p-1 sm:w-fit">
        {tabs.map(({ id, to }) => (
          <li key={id} className="flex-1">
            <Link
              to={to}
              aria-current={id === corner ? "page" : undefined}
              className={classes(
                "flex min-h-8 items-center justify-center gap-1.5 rounded-md px-4 text-sm whitespace-nowrap pointer-coarse:min-h-11 [&>svg]:size-3.5",
                id === corner ? "bg-raised font-medium text-ink shadow-sm" : "text-ink-muted hover:text-ink",
              )}
            >
              {id === "buyers" ? <Lock aria-hidden /> : null}
              {t(`corners.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Says plainly who can read this, and who runs the server. */
export function BuyersNote({
  roomId,
  brandName,
  isClosed,
}: {
  roomId: string;
  brandName: string;
  isClosed: boolean;
}) {
  const { t } = useTranslation("chat");
  const brand = brandName;
  return (
    <section
      aria-label={t("buyersNote.title")}
      className="mb-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm"
    >
      <h2 className="font-medium text-ink">{t("buyersNote.title")}</h2>
      <p className="mt-1 text-ink-muted">{t("buyersNote.body", { brand })}</p>
      <p className="mt-1 text-ink-muted">{t("buyersNote.operator", { brand })}</p>
      {isClosed ? (
        <p className="mt-2 font-medium text-ink">
          {t("buyersNote.closed")}{" "}
          <Link to={paths.buyerPeople(roomId)} className="text-accent underline underline-offset-4">
            {t("buyersNote.ownLink")}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
