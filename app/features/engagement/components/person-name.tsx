import { Link } from "@remix-run/react";
import { BadgeCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge, type BadgeTone } from "~/ui/badge";
import type { Identity, Person } from "../schema";

const TONES: Record<Identity, BadgeTone> = { anonymous: "neutral", claimed: "warning", verified: "positive" };

/** What to call a person where no link fits. */
export function usePersonName(): (person: Person) => string {
  const { t } = useTranslation("engagement");
  return (person) => person.name ?? t("people.anonymous", { code: person.code });
}

/** Never without how sure it is that the name is theirs. */
export function PersonName({ person }: { person: Person }) {
  const nameOf = usePersonName();
  const name = nameOf(person);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      {person.contact ? (
        <Link
          to={paths.contact(person.contact.accountId, person.contact.id)}
          className="rounded-sm wrap-anywhere hover:text-accent hover:underline"
        >
          {name}
        </Link>
      ) : (
        <span className="wrap-anywhere">{name}</span>
      )}
      {person.name === null ? null : <IdentityBadge identity={person.identity} />}
    </span>
  );
}

export function IdentityBadge({ identity }: { identity: Identity }) {
  const { t } = useTranslation("engagement");
  return (
    <span title={t(`people.identityHints.${identity}`)}>
      <Badge tone={TONES[identity]} icon={identity === "verified" ? <BadgeCheck aria-hidden /> : undefined}>
        {t(`people.identities.${identity}`)}
      </Badge>
    </span>
  );
}
