import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { firstMomentOf } from "~/features/engagement/utils";
import { LiveNow } from "~/features/home/components/live-now";
import { NeedsCard } from "~/features/home/components/needs-card";
import {
  listDueTasks,
  listExpiringLinks,
  listFailedDocuments,
  listLiveReadings,
  listOverdueDeals,
} from "~/features/home/data.server";
import { listOwnerIds, listOwnTeams, ownedByOneOf } from "~/features/home/owners.server";
import { PeopleWaiting } from "~/features/home/people/components/people-waiting";
import { listRoomsWaiting } from "~/features/home/people/data.server";
import { chosenWhose, whoseChoices } from "~/features/home/policy";
import { TrendsWhenReady } from "~/features/home/rooms/components/trends";
import { findTrends } from "~/features/home/rooms/data.server";
import { homeQuerySchema } from "~/features/home/schema";
import { FirstSteps } from "~/features/home/steps/components/first-steps";
import { findFirstSteps } from "~/features/home/steps/data.server";
import { overdueDealsAt } from "~/features/home/utils";
import { listUnreadRooms } from "~/features/rooms/chat/unread/data.server";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { pageTitle } from "~/platform/page-title";
import { ChoiceLinks } from "~/ui/choice-links";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, role, workspace } = await requireMember(request);
  const asked = homeQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams)).whose;
  const hasTeam = role !== "rep" && (await listOwnTeams(scope)).length > 0;
  const choices = whoseChoices({ role, hasTeam });
  const whose = chosenWhose(choices, asked);
  const ownerIds = await listOwnerIds(scope, whose);
  const ownedBy = ownedByOneOf(ownerIds);
  const { timeZone } = workspace;
  const today = dayOf(nowMs(), timeZone);
  const [steps, live, links, deals, documents, chats, tasks, waiting] = await Promise.all([
    findFirstSteps(scope),
    listLiveReadings(scope, ownedBy),
    listExpiringLinks(scope, ownedBy),
    listOverdueDeals(scope, ownedBy, today),
    listFailedDocuments(scope, ownedBy),
    listUnreadRooms(scope, ownedBy),
    listDueTasks(scope, ownedBy, today),
    listRoomsWaiting(scope, ownedBy),
  ]);
  const firstMoment = (day: string) => firstMomentOf(day, timeZone);
  const trends = findTrends(scope, ownedBy, { today, firstMoment });
  // Its failure is shown in its place; it may come before anybody waits for it.
  trends.catch(() => {});
  return {
    choices,
    whose,
    steps,
    live,
    needs: { links, deals: { ...deals, to: overdueDealsAt({ ownerIds, today }) }, documents, tasks, chats },
    waiting,
    trends,
  };
}

export const meta: MetaFunction = (page) => pageTitle(page, "home:title");

export default function Home() {
  const { t } = useTranslation("home");
  const { choices, whose, steps, live, needs, waiting, trends } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          choices.length > 1 ? (
            <ChoiceLinks
              label={t("whose.label")}
              chosen={whose}
              choices={choices.map((key) => ({ key, label: t(`whose.${key}`), to: `?whose=${key}` }))}
            />
          ) : null
        }
      />
      <div className="flex flex-col gap-6">
        {steps ? <FirstSteps steps={steps} /> : null}
        <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="min-w-0 max-lg:order-last">
            <NeedsCard {...needs} />
          </div>
          <LiveNow readings={live} />
        </div>
        <PeopleWaiting waiting={waiting} />
        <TrendsWhenReady trends={trends} />
      </div>
    </>
  );
}
