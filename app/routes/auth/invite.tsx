import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AuthFrame } from "~/features/auth/components/auth-frame";
import { findPerson } from "~/features/auth/guard.server";
import { signIn, signOut } from "~/features/auth/mutations.server";
import { startSession } from "~/features/auth/sessions.server";
import {
  joinAsKnownPerson,
  joinAsNewPerson,
} from "~/features/workspaces/invites/acceptance/mutations.server";
import { ClosedInvite } from "~/features/workspaces/invites/components/closed-invite";
import {
  AcceptForm,
  JoinForm,
  OtherAddress,
  SignInFirst,
} from "~/features/workspaces/invites/components/join-form";
import { findInvite } from "~/features/workspaces/invites/data.server";
import { acceptSchema, joinSchema } from "~/features/workspaces/invites/schema";
import { AppError } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";

const TRIES = { points: 30, seconds: 15 * 60 };

/** Looking changes nothing: scanners of mails open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const token = params.token ?? "";
  const [invite, person] = await Promise.all([findInvite(token), findPerson(request)]);
  const status = invite === null ? 404 : invite.state === "open" ? 200 : 410;
  return data({ token, invite, current: person?.email ?? null }, status);
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limit("token-pages", clientAddress(request), TRIES);
  const token = params.token ?? "";
  const form = await readForm(request);
  return form.get("intent") === "join" ? join(request, token, form) : accept(request, token, form);
}

async function join(request: Request, token: string, form: FormData) {
  const parsed = parseFields(form, joinSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const { name, password } = parsed.value;
  const joining = await joinAsNewPerson(token, { name, password });
  if (joining.result === "refused") return data(refuse(joining.errors, parsed.values), 422);
  const cookie =
    joining.result === "joined"
      ? await startSession(joining.userId, request.headers.get("user-agent"))
      : await comeInAgain(request, token, password);
  if (!cookie) return data(refuse({}), 410);
  return redirect(paths.home(), { headers: { "set-cookie": cookie } });
}

/** The second of two clicks: the first has made the account, so the same password signs in. */
async function comeInAgain(request: Request, token: string, password: string): Promise<string | null> {
  const invite = await findInvite(token);
  return invite?.state === "accepted" ? signIn(request, { email: invite.email, password }) : null;
}

async function accept(request: Request, token: string, form: FormData) {
  const parsed = parseFields(form, acceptSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  if (parsed.value.intent === "sign-out") {
    return redirect(paths.invite(token), { headers: { "set-cookie": await signOut(request) } });
  }
  const person = await findPerson(request);
  if (!person) return redirect(paths.signIn(paths.invite(token)));
  const { result } = await joinAsKnownPerson(token, person);
  if (result === "joined") return redirect(paths.home());
  return data(refuse({}), result === "dead" ? 410 : 403);
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "members:invite.pageTitle", page.data?.invite?.workspaceName);

export default function Invite() {
  const { t } = useTranslation("members");
  const { token, invite, current } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (invite?.state !== "open") return <ClosedInvite invite={invite} />;
  const { email, workspaceName: workspace, inviterName, isKnownPerson } = invite;
  return (
    <AuthFrame
      title={t("join.title", { workspace })}
      description={t("join.invited", { name: inviterName, workspace })}
    >
      {current !== null && current !== email ? <OtherAddress email={email} current={current} /> : null}
      {current === email ? <AcceptForm email={email} workspace={workspace} /> : null}
      {current === null && isKnownPerson ? (
        <SignInFirst email={email} workspace={workspace} token={token} />
      ) : null}
      {current === null && !isKnownPerson ? (
        <JoinForm email={email} values={reply?.values ?? {}} errors={reply?.errors ?? {}} />
      ) : null}
    </AuthFrame>
  );
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";
