import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { env } from "~/platform/env.server";
import { found } from "~/platform/errors";
import { i18nOf } from "~/platform/i18n/translator.server";
import { mailTexts } from "~/platform/mail-text.server";
import { queueMail } from "~/platform/mailer.server";
import { paths } from "~/platform/paths";
import type { WorkspaceScope } from "../schema";
import type { Invite } from "./data.server";
import { INVITE_DAYS } from "./schema";

/** In the name of who asks, in the language of the invite. The secret exists only in this mail. */
export async function queueInviteMail(
  tx: Tx,
  scope: WorkspaceScope,
  { email, language, token }: Pick<Invite, "email" | "language"> & { token: string },
): Promise<void> {
  const [row] = await tx
    .select({ name: users.name, signature: users.signature, workspace: workspaces.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(eq(members.id, scope.memberId));
  const { name, signature, workspace } = found(row);
  const t = i18nOf(language).getFixedT(language, "members");
  await queueMail(tx, {
    workspaceId: scope.workspaceId,
    to: email,
    subject: t("inviteMail.subject", { name, workspace }),
    ...mailTexts({
      language,
      lead: [t("inviteMail.lead", { name, workspace }), t("inviteMail.what")],
      action: { label: t("inviteMail.action"), url: new URL(paths.invite(token), env().appUrl).href },
      notes: [t("inviteMail.validFor", { days: INVITE_DAYS }), t("inviteMail.notYou")],
      signature,
    }),
    isPrivate: true,
  });
}
