import { Readable } from "node:stream";
import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import { ZipFile } from "yazl";
import { getFileForReader } from "~/features/library/files/data.server";
import { findForm, findOwnAnswer } from "~/features/rooms/forms/data.server";
import { answerText } from "~/features/rooms/forms/utils";
import { getBuyerPlan } from "~/features/rooms/plan/data.server";
import { calendarText } from "~/features/rooms/plan/feeds/calendar.server";
import { listFeedTasks } from "~/features/rooms/plan/feeds/data.server";
import { proposalPdf } from "~/features/rooms/proposals/pdf/data.server";
import type { ViewerActor } from "~/features/rooms/schema";
import { type Cell, toCsv } from "~/platform/csv";
import { env } from "~/platform/env.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { findBuyerPage, listBuyerPages } from "../buyer/data.server";
import type { BuyerPage } from "../buyer/schema";
import type { ViewerScope } from "../schema";
import { chatFiles } from "./chat-text.server";
import { nameGiver } from "./utils";

export type Reader = { viewer: ViewerScope; actor: ViewerActor };
export type RoomArchive = { roomName: string; body: Readable };
type Making = Reader & {
  language: Language;
  timeZone: string;
  zip: ZipFile;
  nameOf: ReturnType<typeof nameGiver>;
  /** Ends the part that is being read. */
  part: { end: () => void };
};

/**
 * The room as one ZIP for this reader: what they could open anyway, and nothing else. Each part is made when its turn
 * comes and the one before it has been sent, so that a large room takes no more memory than its largest part.
 */
export async function openRoomArchive(reader: Reader, language: Language): Promise<RoomArchive> {
  const { workspaceId, roomId } = reader.actor;
  const [room] = await db
    .select({ name: rooms.name, timeZone: workspaces.timeZone })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, workspaceId)));
  const { name: roomName, timeZone } = found(room);
  const zip = new ZipFile();
  const making = { ...reader, language, timeZone, zip, nameOf: nameGiver(), part: { end: () => {} } };
  for (const { id } of await listBuyerPages(reader.viewer))
    await addPage(making, await findBuyerPage(reader.viewer, id));
  addChats(making);
  zip.end();
  const body = Readable.from(zip.outputStream, { objectMode: false });
  // What can't be read in the middle ends the download visibly instead of leaving it hanging.
  zip.on("error", (error: Error) => body.destroy(error));
  // Whoever goes away in the middle leaves no file open.
  body.once("close", () => making.part.end());
  return { roomName, body };
}

async function addPage(making: Making, page: BuyerPage): Promise<void> {
  const { viewer, actor, language, nameOf } = making;
  const { id: pageId, title } = page;
  switch (page.kind) {
    case "proposal": {
      const { version } = page;
      if (!version) return;
      return addLazily(making, nameOf("", title, ".pdf"), () =>
        proposalPdf(actor, { pageId, title, body: version.body, language }),
      );
    }
    case "document": {
      if (!viewer.allowDownload || !page.document) return;
      const file = await getFileForReader(viewer, page.document.versionId);
      return addLazily(making, nameOf("", title, ".pdf"), async () => storage().get(file.fileKey));
    }
    case "plan":
      return addPlan(making, { pageId, title });
    case "form":
      return addAnswers(making, { pageId, title });
  }
}

type PageRef = { pageId: string; title: string };

/** What the reader's own screen of the plan says; the team's own tasks are in neither file. */
async function addPlan(making: Making, { pageId, title }: PageRef): Promise<void> {
  const { actor, language, nameOf } = making;
  const t = i18nOf(language).getFixedT(language, "buyer");
  const plan = await getBuyerPlan(actor, { pageId, language });
  const milestones = new Map(plan.milestones.map((milestone) => [milestone.id, milestone.title]));
  const head = (["milestone", "task", "status", "owner", "dueOn", "description"] as const).map((key) =>
    t(`export.plan.${key}`),
  );
  const rows = plan.tasks.map((task): Cell[] => [
    milestones.get(task.milestoneId ?? "") ?? "",
    task.title,
    t(`export.statuses.${task.status}`),
    task.ownerName,
    task.dueOn,
    task.description,
  ]);
  addText(making, nameOf("", title, ".csv"), toCsv([head, ...rows], { bom: true }));
  const feed = await listFeedTasks(actor);
  const urlOf = () => new URL(paths.buyerPage(actor.roomId, pageId), env().appUrl).href;
  const tasks = feed.tasks.filter((task) => task.pageId === pageId);
  const text = calendarText({ roomName: feed.roomName, tasks, urlOf, host: env().appUrl.hostname });
  addText(making, nameOf("", title, ".ics"), text);
}

/** The reader's own answers, with what was asked. */
async function addAnswers(making: Making, { pageId, title }: PageRef): Promise<void> {
  const { actor, language, nameOf } = making;
  const own = await findOwnAnswer(actor, pageId);
  if (!own) return;
  const form = await findForm(actor, pageId);
  const t = i18nOf(language).getFixedT(language, "buyer");
  const order = new Map(form.questions.map(({ id }, at) => [id, at]));
  const placeOf = (id: string) => order.get(id) ?? form.questions.length;
  const rows = Object.entries(own.answers)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([, answer]): Cell[] => [answer.label, answerText(answer)]);
  const head = [t("export.question"), t("export.answer")];
  addText(making, nameOf("", title, ".csv"), toCsv([head, ...rows], { bom: true }));
}

function addChats(making: Making): void {
  const { actor, language, timeZone, nameOf } = making;
  const t = i18nOf(language).getFixedT(language, "buyer");
  for (const { corner, lines } of chatFiles(actor, { language, timeZone })) {
    const name = nameOf("", t(corner === "room" ? "export.chat" : "export.buyersChat"), ".txt");
    addLazily(making, name, async () => Readable.from(lines()));
  }
}

function addText({ zip }: Making, name: string, text: string): void {
  zip.addBuffer(Buffer.from(text), name);
}

/** Opened when its turn comes. */
function addLazily({ zip, part }: Making, name: string, open: () => Promise<Readable>): void {
  zip.addReadStreamLazy(name, (give) => {
    open().then(
      (stream) => {
        stream.on("error", (error: Error) => zip.emit("error", error));
        part.end = () => stream.destroy();
        give(null, stream);
      },
      (error: Error) => zip.emit("error", error),
    );
  });
}
