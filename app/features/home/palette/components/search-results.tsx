import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { TextField } from "~/ui/field";
import type { Answer, Hit, HitGroup } from "../schema";
import { groupsOf } from "../utils";

const MAX_PER_GROUP = 20;

/** The palette's answer as a page of its own: it works without JavaScript and can be linked to. */
export function SearchResults({ answer: { term, hits } }: { answer: Answer }) {
  const { t } = useTranslation("home");
  const groups = groupsOf<HitGroup, Hit>(hits, MAX_PER_GROUP);
  return (
    <div className="flex max-w-read flex-col gap-6">
      <Form method="get" role="search" className="flex items-end gap-2">
        <TextField
          key={term}
          label={t("search.label")}
          name="q"
          type="search"
          defaultValue={term}
          placeholder={t("search.placeholder")}
          className="min-w-0 flex-1"
        />
        <Button type="submit" variant="primary">
          {t("search.submit")}
        </Button>
      </Form>
      {groups.length === 0 ? (
        <Card>
          {term === "" ? (
            <EmptyState title={t("search.start")} body={t("search.noneHint")} />
          ) : (
            <EmptyState title={t("search.none", { term })} body={t("search.noneHint")} />
          )}
        </Card>
      ) : null}
      {groups.map(({ group, hits: found }) => (
        <Card key={group} title={t(`search.groups.${group}`)} flush>
          <ul className="divide-y divide-line border-t border-line">
            {found.map(({ key, title, detail, to }) => (
              <li key={key}>
                <Link
                  to={to}
                  prefetch="intent"
                  className="flex flex-col gap-x-4 px-4 py-2.5 text-sm hover:bg-canvas focus-visible:-outline-offset-2 sm:flex-row sm:items-baseline sm:justify-between sm:px-5"
                >
                  <span className="font-medium wrap-anywhere text-ink">{title}</span>
                  {detail ? <span className="text-ink-muted wrap-anywhere sm:text-end">{detail}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
