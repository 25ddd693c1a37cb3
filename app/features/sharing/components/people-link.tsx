import { NavLink } from "@remix-run/react";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { buttonLook } from "~/ui/button";

/** Leads a buyer to their colleagues. On a phone the picture alone stands there, with its name for those who can't see it. */
export function PeopleLink({ roomId }: { roomId: string }) {
  const { t } = useTranslation("buyer");
  return (
    <NavLink
      to={paths.buyerPeople(roomId)}
      prefetch="intent"
      aria-label={t("people.title")}
      className={buttonLook({ variant: "ghost" })}
    >
      <Users aria-hidden />
      <span className="max-sm:hidden">{t("people.title")}</span>
    </NavLink>
  );
}
