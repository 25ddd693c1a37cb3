import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import type { Hanging } from "../data.server";

/** What still hangs on an account that is about to be archived; submitting with it means it was seen. */
export function HangingList({ hanging }: { hanging: Hanging }) {
  const { t } = useTranslation("accounts");
  const { deals, rooms } = hanging;
  if (deals.length + rooms.length === 0) return null;
  return (
    <div className="w-full rounded-md bg-warning-soft px-4 py-3 text-sm text-ink">
      <input type="hidden" name="acceptsHanging" value="on" />
      <p>{t("archive.hanging")}</p>
      <Names
        title={t("archive.openDeals")}
        items={deals.map(({ id, name }) => ({ id, name, to: paths.deal(id) }))}
      />
      <Names
        title={t("archive.livingRooms")}
        items={rooms.map(({ id, name }) => ({ id, name, to: paths.room(id) }))}
      />
    </div>
  );
}

function Names({
  title,
  items,
}: {
  title: string;
  items: readonly { id: string; name: string; to: string }[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="mt-2 text-xs font-medium text-ink-muted">{title}</h3>
      <ul>
        {items.map(({ id, name, to }) => (
          <li key={id}>
            <Link to={to} className="underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
