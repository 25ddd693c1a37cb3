import { readFile } from "node:fs/promises";
import path from "node:path";
import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import { newId } from "~/platform/ids";
import type { RunningServer } from "../../support/server";

type SignedIn = RunningServer & { storageState: { cookies: never[]; origins: never[] } | object };

const TUS = { "tus-resumable": "1.0.0" };
const READY_WITHIN_MS = 60_000;

export interface LinkPolicy {
  label?: string;
  gate?: "open" | "email" | "code";
  allowed?: string;
  /** YYYY-MM-DD */
  expiresOn?: string;
  allowDownload?: boolean;
}

/** Arranges rooms through the same requests the screens send, for specs that are about something else. */
export interface Seller {
  request: APIRequestContext;
  makeRoom(name: string, account?: string): Promise<string>;
  /** Resolves once the document can be read; its page's id. */
  addDocument(roomId: string, file: string): Promise<string>;
  /** Published, so that buyers read it. */
  addProposal(roomId: string, title: string, body?: object): Promise<string>;
  /** The address to send to a buyer. */
  share(roomId: string, policy?: LinkPolicy): Promise<string>;
  revokeNewest(roomId: string): Promise<void>;
  close(): Promise<void>;
}

export async function openSeller(house: SignedIn): Promise<Seller> {
  const api = await request.newContext({
    baseURL: house.url,
    storageState: house.storageState as never,
    extraHTTPHeaders: { origin: house.url },
    maxRedirects: 0,
  });
  const post = (address: string, form: Record<string, string>) => api.post(address, { form });

  return {
    request: api,
    async makeRoom(name, account = "Hinoki Foods") {
      const subject = { from: "account", dealId: "", accountName: account, dealName: `Deal of ${name}` };
      const response = await post("/rooms/new", { ...subject, name, language: "en", requestKey: newId() });
      return idIn(response, /\/rooms\/([0-9a-z]{26})$/);
    },
    async addDocument(roomId, file) {
      const before = await pagesOf(api, roomId);
      await upload(api, roomId, file);
      return newPage(api, roomId, before);
    },
    async addProposal(roomId, title, body) {
      const form = { intent: "addProposal", title, requestKey: newId() };
      const pageId = idIn(await post(`/rooms/${roomId}`, form), /\/pages\/([0-9a-z]{26})$/);
      if (body) {
        const save = { data: { version: 1, body } };
        const response = await api.post(`/rooms/${roomId}/pages/${pageId}/proposal`, save);
        expect(response.ok()).toBe(true);
      }
      const draft = body ? "2" : "1";
      const published = await post(`/rooms/${roomId}/pages/${pageId}/publish`, { draft, note: "" });
      expect(published.status()).toBe(302);
      return pageId;
    },
    async share(roomId, policy = {}) {
      const { label = "For the buyers", gate = "open", allowed = "", expiresOn = "" } = policy;
      const form: Record<string, string> = { intent: "create", label, gate, allowed, expiresOn };
      if (policy.allowDownload) form.allowDownload = "on";
      const html = await (await post(`/rooms/${roomId}/links`, form)).text();
      const address = /https?:\/\/[^"<>\s\\]+\/r\/[A-Za-z0-9_-]+/.exec(html)?.[0];
      if (!address) throw new Error(`no address of a link in\n${html.slice(0, 2000)}`);
      return address;
    },
    async revokeNewest(roomId) {
      const html = await (await api.get(`/rooms/${roomId}/links`)).text();
      const linkId = /name="linkId"[^>]*value="([0-9a-z]{26})"|\?edit=([0-9a-z]{26})/.exec(html);
      const id = linkId?.[1] ?? linkId?.[2] ?? "";
      expect((await post(`/rooms/${roomId}/links`, { intent: "revoke", linkId: id })).ok()).toBe(true);
    },
    close: () => api.dispose(),
  };
}

async function upload(api: APIRequestContext, roomId: string, file: string): Promise<void> {
  const bytes = await readFile(file);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const metadata = `filename ${base64(path.basename(file))},roomId ${base64(roomId)}`;
  const headers = { ...TUS, "upload-length": String(bytes.length), "upload-metadata": metadata };
  const created = await api.post("/uploads", { headers });
  expect(created.status()).toBe(201);
  const sent = await api.patch(created.headers().location ?? "", {
    headers: { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    data: bytes,
  });
  expect(sent.status()).toBe(204);
}

async function newPage(api: APIRequestContext, roomId: string, before: string[]): Promise<string> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const html = await (await api.get(`/rooms/${roomId}`)).text();
    const added = pageIds(html).find((id) => !before.includes(id));
    if (added && hasThumbnail(html, added)) return added;
    if (Date.now() > deadline) throw new Error("the upload became no readable page");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A page gets its picture when its document has been read. */
function hasThumbnail(html: string, pageId: string): boolean {
  const row = html.split(`data-page="${pageId}"`)[1]?.split("data-page=")[0] ?? "";
  return /src="\/files\/[0-9a-z]{26}\/thumb"/.test(row);
}

async function pagesOf(api: APIRequestContext, roomId: string): Promise<string[]> {
  return pageIds(await (await api.get(`/rooms/${roomId}`)).text());
}

function pageIds(html: string): string[] {
  return [...html.matchAll(/data-page="([0-9a-z]{26})"/g)].map(([, id]) => id ?? "");
}

function idIn(response: APIResponse, pattern: RegExp): string {
  const location = response.headers().location ?? "";
  const id = pattern.exec(location)?.[1];
  if (!id) throw new Error(`${response.url()} answered ${response.status()} ${location}`);
  return id;
}
