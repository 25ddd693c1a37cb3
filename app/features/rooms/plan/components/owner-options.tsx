import { useTranslation } from "react-i18next";
import type { PlanPeople } from "../schema";

/** Sides, roles and persons of both sides, as options of a select. */
export function OwnerOptions({ people, hasRoles = true }: { people: PlanPeople; hasRoles?: boolean }) {
  const { t } = useTranslation("plan");
  return (
    <>
      <option value="us">{t("owner.us")}</option>
      <option value="them">{t("owner.them")}</option>
      {hasRoles ? <option value="role-us">{t("owner.roleUs")}</option> : null}
      {hasRoles ? <option value="role-them">{t("owner.roleThem")}</option> : null}
      <optgroup label={t("owner.members")}>
        {people.members.map(({ id, name }) => (
          <option key={id} value={`m:${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
      {people.contacts.length > 0 ? (
        <optgroup label={t("owner.contacts")}>
          {people.contacts.map(({ id, name }) => (
            <option key={id} value={`c:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      ) : null}
    </>
  );
}
