import { formatMoney } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Sparkline } from "~/ui/charts/sparkline";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { PageHeader } from "~/ui/page-header";
import { RelativeTime } from "~/ui/relative-time";
import { Stat, StatList } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { useDesignTexts } from "../hooks/use-design-texts";
import { ACTIVITY_MS, LONG_JAPANESE, LONG_LATIN, NOW, RIGHT_TO_LEFT } from "../utils";
import { Section } from "./section";

const ROWS = [
  { name: "在庫管理クラウド ご提案", account: LONG_JAPANESE, amount: 18_400_000, hours: 1, tone: "accent" },
  { name: LONG_LATIN, account: "Northwind Outfitters", amount: 111_000, hours: 70, tone: "positive" },
  { name: "Security review", account: RIGHT_TO_LEFT, amount: 4_200_000, hours: 400, tone: "neutral" },
] as const;

export function ListsSection() {
  const { lists, type } = useDesignTexts();
  return (
    <Section of="lists">
      <StatList>
        <Stat label={lists.people} value="4" definitionTo={paths.definitions()} />
        <Stat label={lists.reach} value="75%" hint={lists.reachHint} />
        <Stat label={lists.active} value={<Duration ms={1_830_000} />} aside={<ActivityLine />} />
        <Stat label={lists.completion} value="92%" />
      </StatList>
      <div className="rounded-lg border border-line px-4 pt-4 sm:px-5">
        <PageHeader
          title={type.sample}
          eyebrow={LONG_JAPANESE}
          back={{ to: "#lists", label: lists.caption }}
          description={lists.reachHint}
          actions={<Badge tone="warning">{lists.stage}</Badge>}
        />
      </div>
      <RoomTable />
    </Section>
  );
}

function ActivityLine() {
  const { lists } = useDesignTexts();
  return (
    <Sparkline
      title={lists.perDay}
      points={ACTIVITY_MS.map((value, at) => ({ label: String(at + 1), value: value / 60_000 }))}
    />
  );
}

function RoomTable() {
  const { lists, actions } = useDesignTexts();
  const { language } = useLocale();
  return (
    <div className="-mx-4 sm:-mx-5">
      <Table caption={lists.caption}>
        <thead>
          <Tr>
            <Th sort={{ to: "#lists", direction: "ascending" }}>{lists.room}</Th>
            <Th sort={{ to: "#lists", direction: "none" }}>{lists.account}</Th>
            <Th>{lists.stage}</Th>
            <Th align="end">{lists.amount}</Th>
            <Th align="end">{lists.visited}</Th>
          </Tr>
        </thead>
        <tbody>
          {ROWS.map(({ name, account, amount, hours, tone }) => (
            <Tr key={name}>
              <Td heading className="max-w-64 wrap-anywhere">
                {name}
              </Td>
              <Td className="min-w-44 max-w-72">
                <bdi>{account}</bdi>
              </Td>
              <Td>
                <Badge tone={tone}>{actions.tones[tone]}</Badge>
              </Td>
              <Td align="end" className="whitespace-nowrap">
                {formatMoney(amount, "JPY", language)}
              </Td>
              <Td align="end" className="whitespace-nowrap">
                <RelativeTime date={Date.parse(NOW) - hours * 3_600_000} now={NOW} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
