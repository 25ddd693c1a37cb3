import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountForm } from "~/features/accounts/components/account-form";
import { ArchiveCard } from "~/features/accounts/components/archive-card";
import { HangingList } from "~/features/accounts/components/hanging-list";
import { getAccount, getHanging, listOwners } from "~/features/accounts/data.server";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { archiveAccount, updateAccount } from "~/features/accounts/mutations.server";
import { canEditAccount } from "~/features/accounts/policy";
import { accountSchema, archiveSchema } from "~/features/accounts/schema";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { mergeStale } from "~/features/accounts/stale/utils";
import { accountTexts } from "~/features/accounts/utils";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { tellArchived } from "~/features/home/undo/flash.server";
import { AppError, assertCan } from "~/platform/errors";
import { isAfterForm, parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { FormError } from "~/ui/form-errors";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const account = await getAccount(scope, params.accountId ?? "");
  if (account.archivedAt && !isAfterForm(request)) throw redirect(paths.account(account.id));
  assertCan(canEditAccount(scope, account));
  const [owners, hanging] = await Promise.all([
    listOwners(scope, account.ownerId),
    getHanging(scope, account.id),
  ]);
  return { account, owners, hanging, canDelete: mayAskToDelete(scope, account) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const accountId = params.accountId ?? "";
  return form.get("intent") === "archive" ? archive(member, accountId, form) : save(member, accountId, form);
}

async function save(member: Member, accountId: string, form: FormData) {
  const seen = takeStaleFields(form);
  const parsed = parseFields(form, accountSchema);
  if (!parsed.ok) return data({ ...NOTHING, ...parsed.reply, seen }, 422);
  const edit = await updateAccount(member.scope, { ...parsed.value, accountId });
  if (edit.ok) return redirect(paths.account(accountId));
  const saved = accountTexts(edit.current);
  const message = edit.current.archivedAt ? "accounts:stale.archived" : "accounts:stale.title";
  const { values, taken } = mergeStale({ typed: parsed.values, seen, saved });
  return data({ ...NOTHING, ...refuse({ form: message }, values), saved, taken, seen }, 409);
}

async function archive(member: Member, accountId: string, form: FormData) {
  const parsed = parseFields(form, archiveSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const acceptsHanging = parsed.value.acceptsHanging === "on";
  const { name } = await getAccount(member.scope, accountId);
  const outcome = await archiveAccount(member.scope, { accountId, acceptsHanging });
  if (outcome.ok) {
    return redirect(paths.account(accountId), tellArchived(name, { kind: "account", id: accountId }));
  }
  return data({ ...NOTHING, ...refuse({}), hanging: outcome.hanging }, 409);
}

const NOTHING = { saved: undefined, taken: undefined, seen: undefined, hanging: undefined };

export const handle = aboutThing("account");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "accounts:edit.title", page.data?.account.name);

export default function EditAccount() {
  const { t } = useTranslation("accounts");
  const { account, owners, hanging, canDelete } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.account(account.id);
  return (
    <>
      <PageHeader title={t("edit.title")} back={{ to: back, label: account.name }} />
      <Card className="max-w-read">
        <AccountForm
          key={reply?.saved?.version ?? account.version}
          values={{ ...accountTexts(account), ...reply?.values }}
          errors={reply?.errors ?? {}}
          saved={reply?.saved}
          seen={reply?.seen ?? accountTexts(account)}
          taken={reply?.taken}
          owners={owners}
          submit={t("edit.submit")}
          cancelTo={back}
        />
      </Card>
      <ArchiveCard
        body={t("archive.body")}
        submit={t("archive.submit")}
        deleteTo={canDelete ? paths.deleteAccount(account.id) : null}
      >
        <FormError message={reply?.hanging ? "accounts:archive.changed" : null} />
        <HangingList hanging={reply?.hanging ?? hanging} />
      </ArchiveCard>
    </>
  );
}
