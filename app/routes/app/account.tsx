import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ArchivedBanner } from "~/features/accounts/components/archived-banner";
import { Timeline } from "~/features/accounts/components/timeline";
import { ContactTable } from "~/features/accounts/contacts/components/contact-table";
import { listContacts } from "~/features/accounts/contacts/data.server";
import { getAccount } from "~/features/accounts/data.server";
import { DealTable } from "~/features/accounts/deals/components/deal-table";
import { listDealsOf } from "~/features/accounts/deals/data.server";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { TwinList } from "~/features/accounts/merging/components/choose-other";
import { MergeNotes } from "~/features/accounts/merging/components/merge-notes";
import { listMerges, listPossibleTwins } from "~/features/accounts/merging/data.server";
import { restoreAccount } from "~/features/accounts/mutations.server";
import { canEditAccount } from "~/features/accounts/policy";
import { restoreSchema, timelineSchema } from "~/features/accounts/schema";
import { listAccountTimeline } from "~/features/activity/data.server";
import { requireMember } from "~/features/auth/guard.server";
import { AccountPeople } from "~/features/engagement/components/account-people";
import { ReadingSummary } from "~/features/engagement/components/reading-summary";
import { getAccountReport } from "~/features/engagement/data.server";
import { reportQueryOf } from "~/features/engagement/schema";
import { aboutThing } from "~/features/home/things/utils";
import { RoomTable } from "~/features/rooms/components/room-table";
import { listRoomsOf } from "~/features/rooms/data.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const account = await getAccount(scope, params.accountId ?? "");
  if (account.mergedIntoId) throw redirect(paths.account(account.mergedIntoId));
  const { activity } = timelineSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const accountId = account.id;
  const { timeZone } = workspace;
  const month = { ...reportQueryOf(request.url), window: "30" as const, timeZone };
  const canEdit = canEditAccount(scope, account);
  const [deals, contacts, archivedContacts, rooms, timeline, report, merges, twins] = await Promise.all([
    listDealsOf(scope, accountId),
    listContacts(scope, { accountId }),
    listContacts(scope, { accountId, archived: true }),
    listRoomsOf(scope, { accountId }),
    listAccountTimeline(scope, accountId, activity),
    getAccountReport(scope, accountId, month),
    listMerges(scope, { kind: "account", keptId: accountId }),
    canEdit && !account.archivedAt ? listPossibleTwins(scope, account) : [],
  ]);
  const { headline, series, contactLines } = report;
  return {
    account,
    canEdit,
    canDelete: mayAskToDelete(scope, account),
    deals,
    contacts,
    archivedContacts,
    rooms,
    timeline,
    activity,
    reading: { headline, series, contactLines },
    merges,
    twins: twins.map(({ id, name, reading, domain }) => {
      return { id, name, hint: [reading, domain].filter(Boolean).join(" · ") };
    }),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, restoreSchema);
  if (!form.ok) throw new AppError("INVALID");
  const accountId = params.accountId ?? "";
  await restoreAccount(scope, accountId);
  return redirect(paths.account(accountId));
}

export const handle = aboutThing("account");
export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, null, page.data?.account.name);

export default function Account() {
  const { t } = useTranslation("accounts");
  const { t: activityText } = useTranslation("activity");
  const page = useLoaderData<typeof loader>();
  const { account, canEdit, deals, contacts, archivedContacts, rooms, reading, twins } = page;
  const { t: merging } = useTranslation("merging");
  const mergeTo = paths.mergeAccount(account.id);
  const isLiving = account.archivedAt === null;
  return (
    <>
      <PageHeader
        title={account.name}
        eyebrow={account.reading}
        description={[account.domain, t("ownedBy", { name: account.ownerName })].filter(Boolean).join(" · ")}
        back={{ to: paths.accounts(), label: t("list.title") }}
        actions={
          <>
            <ButtonLink to={paths.accountReport(account.id)}>{t("report")}</ButtonLink>
            {canEdit && isLiving ? (
              <>
                <ButtonLink to={mergeTo}>{merging("title")}</ButtonLink>
                <ButtonLink to={paths.editAccount(account.id)}>{t("edit.title")}</ButtonLink>
              </>
            ) : null}
          </>
        }
      />
      {isLiving ? null : (
        <ArchivedBanner
          message={t("archive.banner")}
          action={paths.account(account.id)}
          canRestore={canEdit}
          deleteTo={page.canDelete ? paths.deleteAccount(account.id) : null}
        />
      )}
      <MergeNotes merges={page.merges} action={mergeTo} canUndo={canEdit} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card
            title={t("deals.title")}
            flush={deals.length > 0}
            actions={
              isLiving ? (
                <ButtonLink to={paths.newDeal(account.id)} size="sm">
                  {t("deals.new")}
                </ButtonLink>
              ) : null
            }
          >
            {deals.length > 0 ? (
              <DealTable rows={deals} />
            ) : (
              <p className="text-sm text-ink-muted">{t("deals.empty")}</p>
            )}
          </Card>
          <Card
            title={t("contacts.title")}
            flush={contacts.length > 0}
            actions={
              canEdit && isLiving ? (
                <ButtonLink to={paths.newContact(account.id)} size="sm">
                  {t("contacts.new")}
                </ButtonLink>
              ) : null
            }
          >
            {contacts.length > 0 ? (
              <AccountPeople accountId={account.id} people={contacts} readings={reading.contactLines} />
            ) : (
              <p className="text-sm text-ink-muted">{t("contacts.empty")}</p>
            )}
            {archivedContacts.length > 0 ? (
              <details className="px-4 py-3 text-sm sm:px-5">
                <summary className="text-ink-muted">
                  {t("contacts.archived")} ({archivedContacts.length})
                </summary>
                <ContactTable rows={archivedContacts} caption={t("contacts.archived")} />
              </details>
            ) : null}
          </Card>
          <Card title={t("deals.rooms")} flush={rooms.length > 0}>
            {rooms.length > 0 ? (
              <RoomTable rows={rooms} />
            ) : (
              <p className="text-sm text-ink-muted">{t("deals.noRooms")}</p>
            )}
          </Card>
          {account.notes ? (
            <Card title={t("fields.notes")}>
              <p className="text-sm whitespace-pre-wrap text-ink">{account.notes}</p>
            </Card>
          ) : null}
          <Card title={activityText("title")}>
            <Timeline entries={page.timeline} page={page.activity} />
          </Card>
        </div>
        <aside className="flex min-w-0 flex-col gap-6">
          <ReadingSummary accountId={account.id} headline={reading.headline} series={reading.series} />
          {twins.length > 0 ? (
            <Card title={merging("twins")} description={merging("twinsBody")}>
              <TwinList twins={twins} toOf={(id) => paths.mergeAccount(account.id, id)} />
            </Card>
          ) : null}
        </aside>
      </div>
    </>
  );
}
