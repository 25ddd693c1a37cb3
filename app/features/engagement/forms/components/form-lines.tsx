import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import type { FormLine } from "../data.server";

/** The forms of a report: who answered, and the NPS where five have. */
export function FormLines({ forms, showsRoom = false }: { forms: readonly FormLine[]; showsRoom?: boolean }) {
  const { t } = useTranslation("forms");
  if (forms.length === 0) return null;
  return (
    <Card title={t("report.title")} flush className="mb-6">
      <ul className="divide-y divide-line border-t border-line">
        {forms.map(({ roomId, roomName, pageId, title, n, scores }) => (
          <li key={pageId} className="px-4 py-3 text-sm sm:px-5">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link
                to={`${paths.roomPage(roomId, pageId)}?view=results`}
                className="font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
              >
                {showsRoom ? `${title} · ${roomName}` : title}
              </Link>
              <span className="text-ink-muted">{t("results.n", { count: n })}</span>
            </p>
            {scores.map(({ id, label, nps: { score, ...parts } }) => (
              <p key={id} className="mt-1 flex flex-wrap items-baseline gap-x-2 text-ink-muted">
                <span className="wrap-anywhere">{label}:</span>
                {score === null ? (
                  t("report.npsFew", { n: parts.n })
                ) : (
                  <>
                    <strong className="text-ink tabular-nums">{score > 0 ? `+${score}` : score}</strong>
                    {t("results.npsParts", parts)}
                  </>
                )}
                <Link to={paths.definitions("nps")} className="text-accent hover:underline">
                  {t("results.howCounted")}
                </Link>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
