import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { SelectField } from "~/ui/field";
import { RelativeTime } from "~/ui/relative-time";
import type { VersionFace } from "../schema";
import { DRAFT } from "../utils";

type Listed = Omit<VersionFace, "createdAt"> & { createdAt: Date | string };
type Props = {
  versions: readonly Listed[];
  canEdit: boolean;
  /** One for each version, so that pressing twice restores once. */
  requestKeys: Readonly<Record<string, string>>;
};

export function VersionList({ versions, canEdit, requestKeys }: Props) {
  const { t } = useTranslation("versions");
  if (versions.length === 0) return <p className="px-5 pb-5 text-sm text-ink-muted">{t("list.empty")}</p>;
  return (
    <ol className="divide-y divide-line border-t border-line">
      {versions.map((version) => (
        <li key={version.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 text-sm font-medium text-ink">
              {t("list.number", { number: version.number })}
              {version.isShown ? (
                <Badge tone="positive">{t("list.shown")}</Badge>
              ) : (
                <Badge>{t(`list.kind.${version.kind}`)}</Badge>
              )}
            </p>
            {version.note ? <p className="mt-0.5 break-words text-sm text-ink">{version.note}</p> : null}
            <p className="mt-0.5 text-xs text-ink-muted">
              <RelativeTime date={version.createdAt} />{" "}
              {version.authorName ? t("list.by", { name: version.authorName }) : t("list.system")}
            </p>
          </div>
          {canEdit ? (
            <Form method="post">
              <input type="hidden" name="intent" value="restore" />
              <input type="hidden" name="versionId" value={version.id} />
              <input type="hidden" name="requestKey" value={requestKeys[version.id]} />
              <Button type="submit" size="sm" aria-label={t("list.restoreLabel", { number: version.number })}>
                {t("list.restore")}
              </Button>
            </Form>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** A plain form: the comparison has an address of its own. */
export function CompareForm({
  versions,
  from,
  to,
}: {
  versions: readonly Pick<Listed, "id" | "number" | "note">[];
  from: string;
  to: string;
}) {
  const { t } = useTranslation("versions");
  const options = [
    { value: DRAFT, label: t("list.draft") },
    ...versions.map(({ id, number, note }) => ({
      value: id,
      label: note ? `${t("list.number", { number })} · ${note}` : t("list.number", { number }),
    })),
  ];
  return (
    <Form method="get" preventScrollReset className="mb-4 flex flex-wrap items-end gap-3">
      <SelectField
        key={`from ${from}`}
        label={t("list.from")}
        name="from"
        defaultValue={from}
        options={options}
      />
      <SelectField key={`to ${to}`} label={t("list.to")} name="to" defaultValue={to} options={options} />
      <Button type="submit">{t("list.compare")}</Button>
    </Form>
  );
}
