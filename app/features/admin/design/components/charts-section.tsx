import { formatDuration } from "~/platform/i18n/format";
import { Bars } from "~/ui/charts/bars";
import { HeatMap } from "~/ui/charts/heat-map";
import { PersonTimeline } from "~/ui/charts/person-timeline";
import { Scatter } from "~/ui/charts/scatter";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { useDesignTexts } from "../hooks/use-design-texts";
import {
  FIRST_DAY,
  LAST_DAY,
  LONG_PAGES_MS,
  PAGES_MS,
  PEOPLE,
  READ_MS,
  ROOMS,
  SECTIONS_MS,
  VISITS,
} from "../utils";
import { Section, Specimen } from "./section";

export function ChartsSection() {
  const { charts } = useDesignTexts();
  return (
    <Section of="charts">
      <BarCharts />
      <Specimen label={charts.heat}>
        <ReadingMap />
      </Specimen>
      <Specimen label={charts.timeline}>
        <Comings />
      </Specimen>
      <Specimen label={charts.scatter}>
        <Portfolio />
      </Specimen>
    </Section>
  );
}

function useTime(): (ms: number) => string {
  const { language } = useLocale();
  return (ms) => formatDuration(ms, language);
}

function BarCharts() {
  const { charts } = useDesignTexts();
  const formatValue = useTime();
  const names = Object.values(charts.pages);
  const pagesOf = (values: readonly number[]) =>
    values.map((value, at) => ({ key: String(at), label: String(at + 1), value }));
  const headings = { labelHeading: charts.page, valueHeading: charts.time };
  return (
    <>
      <div className="grid gap-8 lg:grid-cols-2">
        <Specimen label={charts.bars}>
          <Bars
            title={charts.bars}
            formatValue={formatValue}
            labelHeading={charts.section}
            valueHeading={charts.time}
            bars={SECTIONS_MS.map((value, at) => ({ key: String(at), label: names[at] ?? "", value }))}
          />
        </Specimen>
        <Specimen label={charts.columns}>
          <Bars
            title={charts.columns}
            orientation="vertical"
            formatValue={formatValue}
            bars={pagesOf(PAGES_MS)}
            {...headings}
          />
        </Specimen>
      </div>
      <Specimen label={charts.manyColumns}>
        <Bars
          title={charts.manyColumns}
          orientation="vertical"
          formatValue={formatValue}
          bars={pagesOf(LONG_PAGES_MS)}
          {...headings}
        />
      </Specimen>
    </>
  );
}

function ReadingMap() {
  const { charts } = useDesignTexts();
  return (
    <HeatMap
      title={charts.heat}
      rowHeading={charts.person}
      totalHeading={charts.total}
      columns={Object.entries(charts.pages).map(([key, heading]) => ({ key, heading }))}
      rows={PEOPLE.map((name, at) => {
        const row = READ_MS[at] ?? [];
        return {
          key: name,
          heading: <bdi>{name}</bdi>,
          cells: row.map((ms) => (ms === null ? null : { value: ms, content: <Duration ms={ms} /> })),
          total: <Duration ms={row.reduce<number>((sum, ms) => sum + (ms ?? 0), 0)} />,
        };
      })}
    />
  );
}

function Comings() {
  const { charts } = useDesignTexts();
  return (
    <PersonTimeline
      title={charts.timeline}
      first={FIRST_DAY}
      last={LAST_DAY}
      formatValue={useTime()}
      headings={[charts.person, charts.day, charts.time]}
      rows={PEOPLE.map((name, at) => ({ key: name, name, marks: VISITS[at] ?? [] }))}
    />
  );
}

function Portfolio() {
  const { charts } = useDesignTexts();
  return (
    <Scatter
      title={charts.scatter}
      itemHeading={charts.person}
      x={{ label: charts.days, unit: "count", format: String }}
      y={{ label: charts.time, unit: "duration", format: useTime() }}
      series={Object.entries(charts.series).map(([key, label]) => ({ key, label }))}
      points={ROOMS}
    />
  );
}
