import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { DefinedTitle } from "~/ui/stat";
import { Table, Td, Th, Tr } from "~/ui/table";
import { ACTIONS } from "../choices";
import { anchorOf } from "../definitions";
import type { PersonActions } from "../schema";
import { PersonName } from "./person-name";

/** What the buying side did besides reading: a column for each thing that anybody did. */
export function ActionTable({ people }: { people: readonly PersonActions[] }) {
  const { t } = useTranslation("engagement");
  if (people.length === 0) return null;
  const shown = ACTIONS.filter((action) => people.some(({ counts }) => counts[action] > 0));
  return (
    <Card
      flush
      className="mb-6"
      title={
        <DefinedTitle label={t("definitions.items.actions.name")} to={paths.definitions(anchorOf("actions"))}>
          {t("actions.title")}
        </DefinedTitle>
      }
      description={t("actions.description")}
    >
      <Table caption={t("actions.title")} isStacked>
        <thead>
          <Tr>
            <Th>{t("people.person")}</Th>
            {shown.map((action) => (
              <Th key={action} align="end">
                {t(`actions.${action}`)}
              </Th>
            ))}
          </Tr>
        </thead>
        <tbody>
          {people.map(({ person, counts }) => (
            <Tr key={person.key}>
              <Td heading>
                <PersonName person={person} />
              </Td>
              {shown.map((action) => (
                <Td key={action} align="end" label={t(`actions.${action}`)}>
                  {counts[action]}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
