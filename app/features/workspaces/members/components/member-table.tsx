import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { classes } from "~/ui/classes";
import { RelativeTime } from "~/ui/relative-time";
import { Table, Td, Th, Tr } from "~/ui/table";
import type { Role } from "../../schema";

type Member = {
  id: string;
  name: string;
  email: string;
  title: string | null;
  photoKey: string | null;
  role: Role;
  teamName: string | null;
  lastActiveAt: Date | string | null;
  deactivatedAt: Date | string | null;
};

export function MemberTable({ members, ownId }: { members: readonly Member[]; ownId: string }) {
  const { t } = useTranslation("members");
  return (
    <Table caption={t("title")} isStacked>
      <thead>
        <Tr>
          <Th>{t("columns.name")}</Th>
          <Th>{t("columns.role")}</Th>
          <Th>{t("columns.team")}</Th>
          <Th>{t("columns.state")}</Th>
          <Th>{t("columns.lastActive")}</Th>
        </Tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberLine key={member.id} member={member} isOneself={member.id === ownId} />
        ))}
      </tbody>
    </Table>
  );
}

function MemberLine({ member, isOneself }: { member: Member; isOneself: boolean }) {
  const { t } = useTranslation("members");
  const { t: auth } = useTranslation("auth");
  const { id, name, email, title, photoKey, role, teamName, lastActiveAt, deactivatedAt } = member;
  return (
    <Tr>
      <Td heading className="min-w-64">
        <div className="flex items-center gap-3 text-start">
          <Avatar name={name} photo={photoKey && paths.memberPhoto(id, photoKey)} />
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2">
              <Link to={paths.member(id)} prefetch="intent" className="hover:underline">
                {name}
              </Link>
              {isOneself ? <Badge>{t("you")}</Badge> : null}
            </p>
            <p className="text-sm font-normal text-ink-muted wrap-anywhere">
              {[title, email].filter(Boolean).join(" · ")}
            </p>
          </div>
        </div>
      </Td>
      <Td className="whitespace-nowrap">{auth(`roles.${role}`)}</Td>
      <Td className={classes("min-w-24", teamName === null && "text-ink-muted")}>
        {teamName ?? t("noTeam")}
      </Td>
      <Td>
        <Badge tone={deactivatedAt ? "neutral" : "positive"}>
          {t(deactivatedAt ? "states.deactivated" : "states.active")}
        </Badge>
      </Td>
      <Td className="whitespace-nowrap text-ink-muted">
        {lastActiveAt ? <RelativeTime date={lastActiveAt} /> : t("neverActive")}
      </Td>
    </Tr>
  );
}
