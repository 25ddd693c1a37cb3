import { db } from "@db/client";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { changeTalk, isUpload, loadTalk, takeFile } from "~/features/rooms/plan/comments/replies.server";
import { BuyerTaskSheet as DrawnBuyerTaskSheet } from "~/features/rooms/plan/components/buyer-task";
import { getBuyerPlan } from "~/features/rooms/plan/data.server";
import { listBuyerPeople } from "~/features/rooms/plan/people/data.server";
import { canAssign, canWorkOn } from "~/features/rooms/plan/policy";
import { buyerTaskIntentSchema } from "~/features/rooms/plan/screen/schema";
import { findTask } from "~/features/rooms/plan/tasks/data.server";
import { assignTask, setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { findBuyerPage, findBuyerRoom } from "~/features/sharing/buyer/data.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { confirmViewer } from "~/features/tracking/persons.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";
import { SkeletonSheet } from "~/ui/skeleton";

// Whole in the server's HTML; its script comes after the page.
const BuyerTaskSheet = import.meta.env.SSR
  ? DrawnBuyerTaskSheet
  : lazy(async () => ({
      default: (await import("~/features/rooms/plan/components/buyer-task")).BuyerTaskSheet,
    }));

const CHANGES = { points: 60, seconds: 600 };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const page = await findBuyerPage(viewer, params.pageId ?? "");
  const key = { pageId: page.id, taskId: params.taskId ?? "" };
  const [plan, talk, people, row, { brandName }] = await Promise.all([
    getBuyerPlan(actor, { pageId: page.id, language: chooseLanguage(request, null) }),
    loadTalk(actor, key),
    listBuyerPeople(actor),
    findTask(db, actor, key),
    findBuyerRoom(viewer),
  ]);
  const task = found(plan.tasks.find(({ id }) => id === key.taskId));
  const { comments, files, canTalk, clientId } = talk;
  const talking = { comments, files, canTalk, clientId };
  const assigning = { people, contactId: row.contactId, canAssign: canAssign(actor, row) };
  const place = { roomId: actor.roomId, page: { id: page.id, title: page.title }, brandName };
  return { ...place, task, ...assigning, ...talking };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  const key = { pageId: params.pageId ?? "", taskId: params.taskId ?? "" };
  await findBuyerPage(viewer, key.pageId);
  const task = await findTask(db, actor, key);
  assertCan(!viewer.preview);
  await db.transaction((tx) => ensureViewer(tx, viewer));
  const here = paths.buyerTask(actor.roomId, key.pageId, key.taskId);
  if (isUpload(request)) {
    const error = await takeFile(request, actor, key);
    if (error) return data({ talk: null, fileError: error }, 422);
    await db.transaction((tx) => confirmViewer(tx, viewer, "upload"));
    return redirect(here, 303);
  }
  const form = await readForm(request);
  await limit("task-talk", actor.viewerId, CHANGES);
  const talk = await changeTalk(form, actor, key);
  if (talk === "done") {
    await db.transaction((tx) => confirmViewer(tx, viewer, "chat"));
    return redirect(here, 303);
  }
  if (talk) return data({ talk, fileError: null }, 422);
  const parsed = parseFields(form, buyerTaskIntentSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const wish = parsed.value;
  if (wish.intent === "assign") {
    await assignTask(actor, { ...key, contactId: wish.contactId });
    return redirect(here, 303);
  }
  assertCan(canWorkOn(actor, task));
  await setTaskStatus(actor, { ...key, status: wish.status });
  const plan = `${paths.buyerPage(actor.roomId, key.pageId)}#task-${key.taskId}`;
  return redirect(wish.from === "plan" ? plan : here, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.task.title ?? NEUTRAL_TITLE },
];

export default function BuyerTask() {
  const { t } = useTranslation("tasks");
  const { roomId, page, brandName, ...view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <Link
        to={paths.buyerPage(roomId, page.id)}
        className="mb-2 inline-flex items-center gap-1.5 text-sm text-ink-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("sheet.back")}
      </Link>
      <h1 className="mb-4 text-lg font-semibold wrap-anywhere text-ink">{view.task.title}</h1>
      <Suspense fallback={<SkeletonSheet />}>
        <BuyerTaskSheet
          {...view}
          peoplePath={paths.buyerPeople(roomId)}
          sides={{ member: brandName, viewer: t("sheet.yourSide") }}
          hrefOf={(id) => paths.buyerAttachment(roomId, id)}
          refused={reply?.talk ?? undefined}
          fileError={reply?.fileError}
        />
      </Suspense>
    </>
  );
}
