import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { ActionTable } from "~/features/engagement/components/action-table";
import { AttentionTable } from "~/features/engagement/components/attention-table";
import { DwellCards } from "~/features/engagement/components/dwell-cards";
import { FilmCards } from "~/features/engagement/components/film-cards";
import { HeadlineStats } from "~/features/engagement/components/headline-stats";
import { HitCard } from "~/features/engagement/components/hit-list";
import { LiveViewers } from "~/features/engagement/components/live-viewers";
import { ReportBar } from "~/features/engagement/components/report-bar";
import { ReportEmpty } from "~/features/engagement/components/report-empty";
import { VisitList } from "~/features/engagement/components/visit-list";
import { getRoomReport } from "~/features/engagement/data.server";
import { FormLines } from "~/features/engagement/forms/components/form-lines";
import { listFormLines } from "~/features/engagement/forms/data.server";
import { reclassSchema, reportQueryOf } from "~/features/engagement/schema";
import { aboutThing } from "~/features/home/things/utils";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom } from "~/features/rooms/data.server";
import { canEditRoom } from "~/features/rooms/policy";
import { listLiveViewers } from "~/features/tracking/data.server";
import { reclassHit } from "~/features/tracking/reclass.server";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const query = reportQueryOf(request.url);
  const { timeZone } = workspace;
  const report = await getRoomReport(scope, params.roomId ?? "", { ...query, timeZone });
  const [live, forms] = await Promise.all([
    listLiveViewers(scope, report.room.id),
    listFormLines(scope, { roomId: report.room.id }),
  ]);
  return { ...report, live, forms, shownClass: query.class, canEdit: canEditRoom(scope, report.room) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  await getRoom(scope, params.roomId ?? "");
  const form = await parseForm(request, reclassSchema);
  if (!form.ok) return data({ done: false, ...form.reply }, 422);
  const { hitId, to } = form.value;
  await reclassHit(scope, hitId, to);
  return data({ done: true });
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "engagement:report.title", page.data?.room.name);

export default function RoomReport() {
  const { t } = useTranslation("engagement");
  const report = useLoaderData<typeof loader>();
  const { room, period, headline, visitList, hitList } = report;
  const isEmpty = headline.visits === 0 && headline.activeMs === 0;
  return (
    <>
      <RoomHeader room={room} canEdit={report.canEdit} />
      <h2 className="sr-only">{t("report.title")}</h2>
      <LiveViewers roomId={room.id} viewers={report.live} />
      <ReportBar period={period} csvPath={paths.roomReportCsv(room.id)} />
      {isEmpty ? (
        <ReportEmpty of="room" hasEver={report.hasEver} shareTo={paths.roomLinks(room.id)} />
      ) : (
        <>
          <HeadlineStats headline={headline} series={report.series} />
          <AttentionTable map={report.map} />
          <DwellCards dwells={report.dwells} />
          <FilmCards films={report.films} csvPath={paths.roomReportCsv(room.id)} window={period.window} />
          <VisitList visits={visitList} visitDays={report.visitDays} />
        </>
      )}
      <ActionTable people={report.actions} />
      <FormLines forms={report.forms} />
      <HitCard tally={report.tally} hits={hitList} shown={report.shownClass} />
    </>
  );
}
