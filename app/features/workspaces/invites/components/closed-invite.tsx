import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import type { InviteState } from "../schema";

type Props = { invite: { email: string; inviterName: string; state: InviteState } | null };

/** An invite that opens nothing: says why, and what to do now. */
export function ClosedInvite({ invite }: Props) {
  const { t } = useTranslation("members");
  const state = invite === null || invite.state === "open" ? "unknown" : invite.state;
  const holes = { name: invite?.inviterName, email: invite?.email };
  return (
    <AuthFrame title={t(`join.${state}Title`)} description={t(`join.${state}`, holes)}>
      <div>
        <ButtonLink to={paths.signIn()}>{t("join.signIn")}</ButtonLink>
      </div>
    </AuthFrame>
  );
}
