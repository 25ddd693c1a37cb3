import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach } from "vitest";
import { listMessages } from "~/features/rooms/chat/data.server";
import { previewLink } from "~/features/rooms/chat/previews/jobs.server";
import type { Chat, ChatMessage } from "~/features/rooms/chat/schema";
import { setClock } from "~/platform/clock.server";
import { readAllowed } from "~/platform/egress/addresses";
import { setPublicExceptions } from "~/platform/egress/egress.server";
import { setEnv } from "~/platform/env.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { type ChatHouse, openChatHouse, say } from "./support";

/** A site of this machine that stands for a public one, and a room whose people write of it; new for each test. */
class LinkedSite {
  app!: TestApp;
  house!: ChatHouse;
  server!: Server;
  /** Its address. */
  site = "";
  answer: RequestListener = () => {};
  /** The paths that were asked for. */
  visits: string[] = [];

  async open(): Promise<void> {
    this.house = await openChatHouse();
    this.visits = [];
    this.answer = (_request, response) => page(response, "Price list");
    this.server = createServer((request, response) => {
      this.visits.push(request.url ?? "");
      this.answer(request, response);
    });
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const { port } = this.server.address() as AddressInfo;
    this.site = `http://127.0.0.1:${port}`;
    allow(`127.0.0.1:${port}`);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  setting(linkPreviews: "off" | "members" | "everyone") {
    const { workspaceId } = this.house.scope;
    return db.update(workspaces).set({ linkPreviews }).where(eq(workspaces.id, workspaceId));
  }
}

export function useLinkedSite(): LinkedSite {
  useDatabase();
  const web = new LinkedSite();
  beforeAll(async () => {
    web.app = await openApp();
    registerJob(previewLink);
  });
  beforeEach(async () => {
    resetLimits();
    setClock(null);
    await db.delete(jobs);
    await web.open();
  });
  afterEach(() => {
    web.close();
    setEnv(null);
    setPublicExceptions([]);
    setClock(null);
  });
  return web;
}

export const read = (entries: string[]) => entries.map((entry) => readAllowed(entry)!);

/** Servers of this machine that stand for public ones. */
export function allow(...entries: string[]) {
  setPublicExceptions(read(entries));
}

export function page(response: Parameters<RequestListener>[1], title: string, description = "All of 2026") {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<title>${title}</title><meta name="description" content="${description}">`);
}

export const queued = () => db.$count(jobs, eq(jobs.kind, "chat.preview_link"));

export async function seen(chat: Chat, messageId: string): Promise<ChatMessage> {
  const message = (await listMessages(chat)).messages.find(({ id }) => id === messageId);
  if (!message) throw new Error("the message is not there");
  return message;
}

export const work = async () => {
  while ((await runDueJobs()) > 0);
};

/** Written, and every job done that is due. */
export async function saidAndAsked(chat: Chat, body: string) {
  const messageId = await say(chat, body);
  await work();
  return messageId;
}
