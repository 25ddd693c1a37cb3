import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextField } from "~/ui/field";

type Face = { id: string; name: string; hint: string };
type Targets = { term: string; faces: readonly Face[]; hasMore: boolean };
type Props = { twins: readonly Face[]; targets: Targets | null };

/** First those that look alike, then a search among all the others. */
export function ChooseOther({ twins, targets }: Props) {
  const { t } = useTranslation("merging");
  const others = withoutTwins(targets ?? { term: "", faces: [], hasMore: false }, twins);
  if (twins.length + others.faces.length === 0 && others.term === "")
    return <p className="text-sm text-ink-muted">{t("noChoice")}</p>;
  return (
    <div className="flex max-w-read flex-col gap-6">
      {twins.length > 0 ? (
        <Card title={t("twins")} description={t("twinsBody")}>
          <TwinList twins={twins} toOf={toCompare} />
        </Card>
      ) : null}
      <Card title={twins.length > 0 ? t("chooseOther") : t("choose")}>
        <Search {...others} />
      </Card>
    </div>
  );
}

/** Nobody stands there twice before anything was searched for. */
function withoutTwins({ term, faces, hasMore }: Targets, twins: readonly Face[]): Targets {
  const isTwin = new Set(twins.map(({ id }) => id));
  return { term, hasMore, faces: term === "" ? faces.filter(({ id }) => !isTwin.has(id)) : faces };
}

const toCompare = (id: string) => `?with=${id}`;

function Search({ term, faces, hasMore }: Targets) {
  const { t } = useTranslation("merging");
  const { state } = useNavigation();
  const heading =
    faces.length > 0 ? t(term === "" ? "lately" : "found") : term && t("nothingFound", { term });
  return (
    <>
      <Form method="get" role="search" className="flex max-w-form items-end gap-2">
        <TextField
          key={term}
          label={t("find")}
          name="find"
          type="search"
          className="min-w-0 flex-1"
          defaultValue={term}
          autoComplete="off"
        />
        <Button type="submit" pending={state === "loading"}>
          {t("search")}
        </Button>
      </Form>
      <p role="status" className="mt-4 text-sm text-ink-muted">
        {heading}
      </p>
      <TwinList twins={faces} toOf={toCompare} />
      {hasMore ? <p className="mt-2 text-sm text-ink-muted">{t("hasMore")}</p> : null}
    </>
  );
}

/** What may be the same, each with the way to compare it. */
export function TwinList({ twins, toOf }: { twins: readonly Face[]; toOf: (id: string) => string }) {
  const { t } = useTranslation("merging");
  if (twins.length === 0) return null;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {twins.map(({ id, name, hint }) => (
        <li key={id} className="flex items-center justify-between gap-4 py-2 text-sm">
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink">{name}</span>
            <span className="block truncate text-xs text-ink-muted">{hint}</span>
          </span>
          <Link to={toOf(id)} className="shrink-0 text-accent hover:underline">
            {t("compare")}
            <span className="sr-only"> {name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
