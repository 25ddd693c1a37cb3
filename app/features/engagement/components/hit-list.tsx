import { useTranslation } from "react-i18next";
import { reasonKey } from "~/features/tracking/reasons";
import { formatDate } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge, type BadgeTone } from "~/ui/badge";
import { Card } from "~/ui/card";
import { ChoiceLinks } from "~/ui/choice-links";
import { useLocale } from "~/ui/locale";
import { DefinedTitle } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { SHOWN_CLASSES, type ShownClass } from "../choices";
import { anchorOf } from "../definitions";
import { useReportLinks } from "../hooks/use-report-links";
import type { HitRow, HitTally, Paged } from "../schema";
import { HitSummary } from "./hit-summary";
import { ListTurns } from "./list-turns";
import { PersonName } from "./person-name";
import { ReclassForm } from "./reclass-form";

const TONES: Record<ShownClass, BadgeTone> = {
  person: "positive",
  opened: "neutral",
  unconfirmed: "warning",
  automated: "neutral",
  internal: "accent",
};

type HitCardProps = {
  tally: readonly HitTally[];
  /** Null shows the sums only. */
  hits: Paged<HitRow> | null;
  shown: ShownClass | null;
};

/** Every opening of a link with its class and the reason. */
export function HitCard({ tally, hits, shown }: HitCardProps) {
  const { t } = useTranslation("engagement");
  return (
    <Card
      flush={hits !== null}
      className="mb-6"
      title={
        <DefinedTitle label={t("hits.class")} to={paths.definitions(anchorOf("person"))}>
          {t("hits.title")}
        </DefinedTitle>
      }
      description={t("hits.description")}
    >
      <p className={hits === null ? "text-sm text-ink" : "px-4 pb-4 text-sm text-ink sm:px-5"}>
        <HitSummary tally={tally} />
      </p>
      {hits === null || tally.length === 0 ? null : <HitTable hits={hits} tally={tally} shown={shown} />}
    </Card>
  );
}

function HitTable({ hits, tally, shown }: HitCardProps & { hits: Paged<HitRow> }) {
  const { t } = useTranslation("engagement");
  return (
    <>
      <ClassChoice tally={tally} shown={shown} />
      <Table caption={t("hits.caption")}>
        <thead>
          <Tr>
            <Th>{t("hits.time")}</Th>
            <Th>{t("hits.class")}</Th>
            <Th>{t("hits.reason")}</Th>
            <Th>{t("hits.agent")}</Th>
            <Th>{t("hits.network")}</Th>
            <Th className="print:hidden">{t("hits.reclass")}</Th>
          </Tr>
        </thead>
        <tbody>
          {hits.rows.map((hit) => (
            <HitLine key={hit.id} hit={hit} />
          ))}
        </tbody>
      </Table>
      <ListTurns name="hits" label={t("hits.paging")} list={hits} />
    </>
  );
}

function ClassChoice({ tally, shown }: { tally: readonly HitTally[]; shown: ShownClass | null }) {
  const { t } = useTranslation("engagement");
  const { t: tracking } = useTranslation("tracking");
  const { linkTo } = useReportLinks();
  const present = SHOWN_CLASSES.filter((one) => one === shown || tally.some((row) => row.class === one));
  if (present.length < 2 && shown === null) return null;
  const all = { key: "all", label: t("hits.allClasses"), to: linkTo({ class: null, hits: null }) };
  return (
    <div className="px-4 pb-3 sm:px-5">
      <ChoiceLinks
        label={t("hits.filter")}
        chosen={shown ?? "all"}
        choices={[
          all,
          ...present.map((one) => ({
            key: one,
            label: tracking(`hitClasses.${one}`),
            to: linkTo({ class: one, hits: null }),
          })),
        ]}
      />
    </div>
  );
}

function HitLine({ hit }: { hit: HitRow }) {
  const { t } = useTranslation("engagement");
  const { t: tracking } = useTranslation("tracking");
  const { language, timeZone } = useLocale();
  const time = formatDate(hit.at, { language, timeZone, style: "dayTime" });
  return (
    <Tr>
      <Td className="whitespace-nowrap">
        <time dateTime={hit.at.toISOString()}>{time}</time>
      </Td>
      <Td>
        <Badge tone={TONES[hit.class]}>{tracking(`hitClasses.${hit.class}`)}</Badge>
      </Td>
      <Td className="min-w-52">
        {tracking(reasonKey(hit.reason))}
        {hit.person ? (
          <span className="mt-0.5 block text-ink-muted">
            <PersonName person={hit.person} />
          </span>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap">{hit.agent ?? t("hits.noAgent")}</Td>
      <Td className="whitespace-nowrap text-ink-muted">{hit.network}</Td>
      <Td className="print:hidden">
        <ReclassForm hitId={hit.id} hitClass={hit.class} time={time} />
      </Td>
    </Tr>
  );
}
