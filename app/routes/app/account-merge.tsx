import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type Account, getAccount } from "~/features/accounts/data.server";
import { ChooseOther } from "~/features/accounts/merging/components/choose-other";
import { MergeForm } from "~/features/accounts/merging/components/merge-form";
import { findMergeTargets, listPossibleTwins } from "~/features/accounts/merging/data.server";
import { mergeAccounts, unmergeAccounts } from "~/features/accounts/merging/mutations.server";
import { mergeAccountsSchema, undoMergeSchema } from "~/features/accounts/merging/schema";
import { canEditAccount } from "~/features/accounts/policy";
import { requireMember } from "~/features/auth/guard.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError, assertCan } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { FormError } from "~/ui/form-errors";
import { PageHeader } from "~/ui/page-header";

type Owned = Account & { ownerName: string };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const account = await getAccount(scope, params.accountId ?? "");
  if (account.archivedAt) throw redirect(paths.account(account.mergedIntoId ?? account.id));
  assertCan(canEditAccount(scope, account));
  const here = sideOf(account);
  const search = new URL(request.url).searchParams;
  const withId = search.get("with");
  if (withId) {
    const other = await getAccount(scope, withId);
    assertCan(canEditAccount(scope, other));
    if (other.id !== account.id && !other.archivedAt) {
      return { here, other: sideOf(other), twins: [], targets: null };
    }
  }
  const [twins, targets] = await Promise.all([
    listPossibleTwins(scope, account),
    findMergeTargets(scope, account.id, search.get("find") ?? ""),
  ]);
  const faces = twins.map(({ id, name, reading, domain }) => {
    return { id, name, hint: [reading, domain].filter(Boolean).join(" · ") };
  });
  return { here, other: null, twins: faces, targets };
}

function sideOf({ id, name, reading, domain, notes, ownerId, ownerName, version }: Owned) {
  const texts = { name, reading: reading ?? "", domain: domain ?? "", notes: notes ?? "", ownerId };
  return { id, label: name, version, texts, ownerName };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await readForm(request);
  const accountId = params.accountId ?? "";
  if (form.get("intent") === "undo") return undo(scope, accountId, form);
  const parsed = parseFields(form, mergeAccountsSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const { intent: _, ...wish } = parsed.value;
  const merged = await mergeAccounts(scope, { accountId, ...wish }, reassignPerson);
  if (merged.ok) return redirect(paths.account(merged.keptId));
  return data(refuse({ form: `merging:${merged.reason}` }, parsed.values), 409);
}

async function undo(scope: WorkspaceScope, accountId: string, form: FormData) {
  await getAccount(scope, accountId);
  const parsed = parseFields(form, undoMergeSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const undone = await unmergeAccounts(scope, parsed.value.mergeId, reassignPerson);
  if (undone.ok) return redirect(paths.account(undone.keptId));
  return data(refuse({ form: `merging:refused.${undone.reason}` }), 409);
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "merging:accounts.title", page.data?.here.label);

export default function MergeAccounts() {
  const { t } = useTranslation("merging");
  const { t: text } = useTranslation("accounts");
  const { here, other, twins, targets } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = paths.account(here.id);
  const owners = new Map(
    [here, other].flatMap((side) => (side ? [[side.texts.ownerId, side.ownerName]] : [])),
  );
  const fields = [
    { name: "name", label: text("fields.name") },
    { name: "reading", label: text("fields.reading") },
    { name: "domain", label: text("fields.domain") },
    { name: "notes", label: text("fields.notes") },
    { name: "ownerId", label: text("fields.owner"), show: (id: string) => owners.get(id) ?? id },
  ];
  return (
    <>
      <PageHeader
        title={t("accounts.title")}
        description={t("accounts.body")}
        back={{ to: back, label: here.label }}
      />
      {other ? (
        <Card flush>
          <MergeForm key={other.id} here={here} other={other} fields={fields} reply={reply} cancelTo={back} />
        </Card>
      ) : (
        <>
          <FormError message={reply?.errors.form} />
          <ChooseOther twins={twins} targets={targets} />
        </>
      )}
    </>
  );
}
