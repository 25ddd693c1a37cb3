import type { i18n as I18n } from "i18next";
import { useTranslation } from "react-i18next";
import type { engagement } from "~/locales/en/engagement";
import { SHOWN_CLASSES } from "../choices";
import { total } from "../measures";
import type { HitTally } from "../schema";

/** "12 hits: 8 people, 3 automatic (Safe Links 2, Slack 1), 1 unconfirmed" */
export function HitSummary({ tally }: { tally: readonly HitTally[] }) {
  const { t, i18n } = useTranslation("engagement");
  const all = total(tally, ({ count }) => count);
  if (all === 0) return t("hits.none");
  const separator = t("hits.separator");
  const parts = SHOWN_CLASSES.flatMap((hitClass) => {
    const rows = tally.filter((row) => row.class === hitClass);
    const count = total(rows, (row) => row.count);
    if (count === 0) return [];
    const what = t(`hits.${hitClass}`, { count });
    if (hitClass !== "automated") return [what];
    const machines = rows.map(({ reason, count: times }) =>
      t("hits.reasonCount", { name: t(`hits.names.${nameOf(i18n, reason)}`), count: times }),
    );
    return [t("hits.detail", { what, detail: machines.join(separator) })];
  });
  return t("hits.sentence", { hits: t("hits.count", { count: all }), parts: parts.join(separator) });
}

type Name = keyof typeof engagement.hits.names;

function nameOf(i18n: I18n, reason: string): Name {
  const name = reason.replace(":", "_");
  return isName(i18n, name) ? name : "other";
}

function isName(i18n: I18n, name: string): name is Name {
  return i18n.exists(`engagement:hits.names.${name}`);
}
