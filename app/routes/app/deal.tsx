import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ArchivedBanner } from "~/features/accounts/components/archived-banner";
import { Timeline } from "~/features/accounts/components/timeline";
import { DealState } from "~/features/accounts/deals/components/deal-badges";
import { DealClosing } from "~/features/accounts/deals/components/deal-closing";
import { DealFacts } from "~/features/accounts/deals/components/deal-facts";
import { getDeal } from "~/features/accounts/deals/data.server";
import { closeDeal, reopenDeal, restoreDeal } from "~/features/accounts/deals/mutations.server";
import { canEditDeal } from "~/features/accounts/deals/policy";
import { closeDealSchema } from "~/features/accounts/deals/schema";
import { mayAskToDelete } from "~/features/accounts/deleting/policy";
import { reasonProblem } from "~/features/accounts/pipeline/data.server";
import { timelineSchema } from "~/features/accounts/schema";
import { takeStaleFields } from "~/features/accounts/stale/schema";
import { listDealTimeline } from "~/features/activity/data.server";
import { type Member, requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { RoomTable } from "~/features/rooms/components/room-table";
import { listRoomsOf } from "~/features/rooms/data.server";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const deal = await getDeal(scope, params.dealId ?? "");
  const { activity } = timelineSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [rooms, timeline] = await Promise.all([
    listRoomsOf(scope, { dealId: deal.id }),
    listDealTimeline(scope, deal.id, activity),
  ]);
  return {
    deal,
    rooms,
    timeline,
    activity,
    canEdit: canEditDeal(scope, deal),
    canDelete: mayAskToDelete(scope, deal),
  };
}

const simpleIntent = z.strictObject({ intent: z.enum(["reopen", "restore"]) });

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const dealId = params.dealId ?? "";
  if (form.get("intent") === "close") return close(member, dealId, form);
  const parsed = parseFields(form, simpleIntent);
  if (!parsed.ok) throw new AppError("INVALID");
  if (parsed.value.intent === "reopen") await reopenDeal(member.scope, dealId);
  else await restoreDeal(member.scope, dealId);
  return redirect(paths.deal(dealId));
}

async function close(member: Member, dealId: string, form: FormData) {
  takeStaleFields(form);
  const parsed = parseFields(form, closeDealSchema);
  if (!parsed.ok) return data({ ...parsed.reply, saved: undefined }, 422);
  const { intent: _, ...closing } = parsed.value;
  const { outcome: end, outcomeReason: reason } = closing;
  const problem = await reasonProblem(member.scope, { outcome: end, reason });
  if (problem) return data({ ...refuse(problem, parsed.values), saved: undefined }, 422);
  const edit = await closeDeal(member.scope, { ...closing, dealId });
  if (edit.ok) return redirect(paths.deal(dealId));
  const { outcome, outcomeReason, outcomeNote, version, archivedAt } = edit.current;
  const message = archivedAt ? "accounts:stale.archived" : "accounts:stale.title";
  const values = { ...parsed.values, version: String(version) };
  return data(
    {
      ...refuse({ form: message }, values),
      saved: { outcome, outcomeReason: outcomeReason ?? "", outcomeNote: outcomeNote ?? "" },
    },
    409,
  );
}

export const handle = aboutThing("deal");
export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, null, page.data?.deal.name);

export default function Deal() {
  const { t } = useTranslation("accounts");
  const { t: activityText } = useTranslation("activity");
  const { deal, rooms, timeline, activity, canEdit, canDelete } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const isLiving = deal.archivedAt === null;
  const mayChange = canEdit && isLiving;
  const isClosing = mayChange && (deal.outcome === "open" || reply?.errors.form !== undefined);
  return (
    <>
      <PageHeader
        title={deal.name}
        eyebrow={deal.accountName}
        description={<DealState stage={deal.stage} outcome={deal.outcome} />}
        back={{ to: paths.deals(), label: t("deals.title") }}
        actions={mayChange ? <ButtonLink to={paths.editDeal(deal.id)}>{t("deals.edit")}</ButtonLink> : null}
      />
      {isLiving ? null : (
        <ArchivedBanner
          message={t("deals.banner")}
          action={paths.deal(deal.id)}
          canRestore={canEdit}
          deleteTo={canDelete ? paths.deleteDeal(deal.id) : null}
        />
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Card
            title={t("deals.rooms")}
            flush={rooms.length > 0}
            actions={
              mayChange ? (
                <ButtonLink to={paths.newRoom(deal.id)} variant="primary" size="sm">
                  {t("deals.newRoom")}
                </ButtonLink>
              ) : null
            }
          >
            {rooms.length > 0 ? (
              <RoomTable rows={rooms} />
            ) : (
              <p className="text-sm text-ink-muted">{t("deals.noRooms")}</p>
            )}
          </Card>
          <Card title={activityText("title")}>
            <Timeline entries={timeline} page={activity} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <DealFacts deal={deal} />
          {canEdit ? null : (
            <p className="text-sm text-ink-muted">{t("notYours", { name: deal.ownerName })}</p>
          )}
          {isClosing ? (
            <DealClosing
              key={deal.version}
              values={{ version: String(deal.version), ...reply?.values }}
              errors={reply?.errors ?? {}}
              saved={reply?.saved}
            />
          ) : null}
          {mayChange && deal.outcome !== "open" ? (
            <Form method="post">
              <Button type="submit" name="intent" value="reopen">
                {t("deals.reopen")}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
    </>
  );
}
