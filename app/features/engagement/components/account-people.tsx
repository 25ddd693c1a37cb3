import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { ContactLine } from "./account-lines";

type Person = {
  id: string;
  name: string | null;
  email: string;
  title: string | null;
  department: string | null;
  decisionRole: "decision_maker" | "champion" | "influencer" | "blocker" | "user" | null;
};
type Props = { accountId: string; people: readonly Person[]; readings: readonly ContactLine[] };

/** The people of an account, who they are beside what they have read. */
export function AccountPeople({ accountId, people, readings }: Props) {
  const { t } = useTranslation("accounts");
  const { t: report } = useTranslation("engagement");
  const { language } = useLocale();
  const readingOf = new Map(readings.map((reading) => [reading.id, reading]));
  return (
    <Table caption={t("contacts.title")} isStacked>
      <thead>
        <Tr>
          <Th>{t("contacts.name")}</Th>
          <Th>{t("contacts.role")}</Th>
          <Th align="end">{report("numbers.visits")}</Th>
          <Th align="end">{report("numbers.activeTime")}</Th>
          <Th align="end">{report("account.lastVisit")}</Th>
        </Tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const reading = readingOf.get(person.id);
          const about = [person.title, person.department].filter(Boolean).join(" · ");
          return (
            <Tr key={person.id}>
              <Td heading className="min-w-48">
                <Link
                  to={paths.contact(accountId, person.id)}
                  prefetch="intent"
                  className="text-ink hover:text-accent hover:underline"
                >
                  {person.name ?? person.email}
                </Link>
                <span className="block text-xs font-normal text-ink-muted">
                  {about || (person.name ? person.email : "")}
                </span>
              </Td>
              <Td>{person.decisionRole ? <Badge>{t(`roles.${person.decisionRole}`)}</Badge> : null}</Td>
              <Td align="end" label={report("numbers.visits")}>
                {formatNumber(reading?.visits ?? 0, language)}
              </Td>
              <Td align="end" className="whitespace-nowrap" label={report("numbers.activeTime")}>
                <Duration ms={reading?.activeMs ?? 0} />
              </Td>
              <Td align="end" className="whitespace-nowrap" label={report("account.lastVisit")}>
                {reading?.lastAt ? (
                  <RelativeTime date={reading.lastAt} />
                ) : (
                  <span className="text-ink-muted">{report("account.notYet")}</span>
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}
