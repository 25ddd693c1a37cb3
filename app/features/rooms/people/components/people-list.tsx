import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { SelectField, TextField } from "~/ui/field";
import { RelativeTime } from "~/ui/relative-time";
import { DECISION_ROLES, LEVELS, type Person, personLabel } from "../utils";
import { RoleBadge, StateBadge } from "./person-badges";

/** As it comes over the wire. */
export type ShownPerson = Omit<Person, "lastVisitAt" | "invitedAt"> & {
  lastVisitAt: Date | string | null;
  invitedAt: Date | string | null;
};
export type PersonReply = {
  contactId: string | null;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

type Props = { people: readonly ShownPerson[]; canEdit: boolean; reply?: PersonReply };

export function PeopleList({ people, canEdit, reply }: Props) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {people.map((person) => (
        <li key={person.contactId} className="px-4 py-3 sm:px-5">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <PersonHead person={person} />
            {canEdit ? <PersonButtons person={person} /> : null}
          </div>
          {canEdit ? (
            <PersonForm
              key={person.version}
              person={person}
              people={people}
              reply={reply?.contactId === person.contactId ? reply : undefined}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function PersonHead({ person }: { person: ShownPerson }) {
  const { t } = useTranslation("people");
  const about = [person.title, person.department, person.level ? t(`levels.${person.level}`) : null];
  return (
    <div className="flex min-w-0 gap-3">
      <Avatar name={personLabel(person)} />
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to={paths.contact(person.accountId, person.contactId)}
            className="font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
          >
            {personLabel(person)}
          </Link>
          <StateBadge state={person.state} />
          <RoleBadge role={person.decisionRole} />
        </p>
        <p className="wrap-anywhere text-ink-muted">{about.filter(Boolean).join(" · ") || person.email}</p>
        <p className="text-xs text-ink-muted">
          {person.introducedBy ? `${t("list.introducedBy", { name: person.introducedBy })} ` : null}
          {person.lastVisitAt ? (
            <>
              {t("list.lastVisit")} <RelativeTime date={person.lastVisitAt} />
            </>
          ) : null}
        </p>
      </div>
    </div>
  );
}

function PersonButtons({ person }: { person: ShownPerson }) {
  const { t } = useTranslation("people");
  return (
    <Form method="post" preventScrollReset className="flex gap-2">
      <input type="hidden" name="contactId" value={person.contactId} />
      <Button type="submit" name="intent" value="invite" size="sm">
        {t(person.invitedAt ? "list.inviteAgain" : "list.invite")}
      </Button>
      <Button type="submit" name="intent" value="remove" size="sm" variant="ghost">
        {t("list.remove")}
      </Button>
    </Form>
  );
}

type FormProps = { person: ShownPerson; people: readonly ShownPerson[]; reply?: PersonReply };

function PersonForm({ person, people, reply }: FormProps) {
  const { t } = useTranslation("people");
  const name = personLabel(person);
  const value = (field: string, stored: string | null) => reply?.values[field] ?? stored ?? "";
  const others = people.filter(({ contactId }) => contactId !== person.contactId);
  return (
    <details className="mt-2 text-sm" open={reply !== undefined}>
      <summary
        className="w-fit cursor-pointer text-ink-muted hover:text-ink"
        aria-label={t("list.editFor", { name })}
      >
        {t("list.edit")}
      </summary>
      <Form
        method="post"
        preventScrollReset
        noValidate
        className="mt-3 grid gap-3 sm:grid-cols-2 lg:grid-cols-3"
      >
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="contactId" value={person.contactId} />
        <input type="hidden" name="version" value={person.version} />
        <TextField
          label={t("list.jobTitle")}
          name="title"
          defaultValue={value("title", person.title)}
          error={reply?.errors.title}
          autoComplete="off"
        />
        <TextField
          label={t("list.department")}
          name="department"
          defaultValue={value("department", person.department)}
          error={reply?.errors.department}
          list="departments"
          autoComplete="off"
        />
        <SelectField
          label={t("list.level")}
          name="level"
          defaultValue={value("level", person.level && String(person.level))}
          placeholder={t("levels.none")}
          options={LEVELS.map((level) => ({ value: String(level), label: t(`levels.${level}`) }))}
        />
        <SelectField
          label={t("list.role")}
          name="decisionRole"
          defaultValue={value("decisionRole", person.decisionRole)}
          placeholder={t("roles.none")}
          options={DECISION_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <SelectField
          label={t("list.introducer")}
          name="introducedById"
          defaultValue={value("introducedById", person.introducedById)}
          placeholder={t("list.nobody")}
          options={others.map((other) => ({ value: other.contactId, label: personLabel(other) }))}
        />
        <div className="flex items-end">
          <Button type="submit">{t("list.save")}</Button>
        </div>
      </Form>
    </details>
  );
}
