import { JSDOM } from "jsdom";
import { beforeAll, beforeEach, expect } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { seller as en } from "~/locales/en/seller";
import { seller as ja } from "~/locales/ja/seller";
import type { Translated } from "~/locales/translated";
import { resetLimits } from "~/platform/rate-limit.server";
import { cookieOf, openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { makeMember } from "../../support/factories";

export type Texts = Translated<typeof en>;
export const TEXTS: Record<"ja" | "en", Texts> = { ja, en };
export const LANGUAGES = ["ja", "en"] as const;
export { en, ja };

/** Tries to leave the text it is put into. */
export const IMG = "<img src=x onerror=alert(1)>";
/** Reads "invoice-exe.pdf" backwards, rings a bell and hides a space. */
export const DISGUISED = "Hino\u202Eki\u2066 Fo\u200Bods\u0007 \u0000Ltd";
export const UNDISGUISED = "Hinoki Foods Ltd";

const { DOMParser } = new JSDOM().window;

export type Screen = ReturnType<typeof screenOf>;
export type Form = Record<string, string | undefined>;
export type Asking = { cookie?: string; language?: string; headers?: Record<string, string> };

/** A database, the app over it, and a browser without a window: what it asks and what it sees. */
export function useScreens() {
  useDatabase();
  let app: TestApp | undefined;
  beforeAll(async () => {
    app = await openApp();
  });
  beforeEach(resetLimits);

  async function request(address: string, init: RequestInit, asking: Asking): Promise<Response> {
    if (!app) throw new Error("the app exists only while tests run");
    const headers = new Headers({ "accept-language": asking.language ?? "en", ...asking.headers });
    if (asking.cookie) headers.set("cookie", asking.cookie);
    if (typeof init.body === "string" && !headers.has("content-type")) {
      headers.set("content-type", "application/x-www-form-urlencoded");
    }
    return app.request(address, { ...init, headers });
  }

  return {
    raw: request,
    async get(address: string, asking: Asking = {}): Promise<Screen> {
      return seen(await request(address, {}, asking));
    },
    async post(address: string, form: Form, asking: Asking = {}): Promise<Screen> {
      const filled = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const body = new URLSearchParams(filled).toString();
      return seen(await request(address, { method: "POST", body }, asking));
    },
  };
}

async function seen(response: Response): Promise<Screen> {
  return screenOf(response, await response.text());
}

export function screenOf(response: Response, html: string) {
  const document = new DOMParser().parseFromString(html, "text/html");
  for (const script of document.querySelectorAll("script, style")) script.remove();
  const control = (name: string) =>
    document.querySelector<HTMLInputElement>(`[name="${name}"][aria-invalid="true"]`) ??
    document.querySelector<HTMLInputElement>(`[name="${name}"]:not([type="hidden"])`);
  return {
    status: response.status,
    headers: response.headers,
    location: response.headers.get("location"),
    cookies: response.headers.getSetCookie(),
    html,
    document,
    lang: document.documentElement.lang,
    title: document.title,
    heading: flat(document.querySelector("h1")?.textContent),
    text: flat(document.body.textContent),
    alert: flat(document.querySelector('[role="alert"]')?.textContent),
    /** What the field holds, and what is said about it to those who can't see. */
    field(name: string) {
      const found = control(name);
      if (!found) throw new Error(`there is no field ${name}`);
      const ids = found.getAttribute("aria-describedby")?.split(" ") ?? [];
      return {
        value: found.value,
        isInvalid: found.getAttribute("aria-invalid") === "true",
        note: flat(ids.map((id) => document.getElementById(id)?.textContent ?? "MISSING").join(" ")),
      };
    },
    hidden(name: string): string {
      return document.querySelector<HTMLInputElement>(`input[type="hidden"][name="${name}"]`)?.value ?? "";
    },
    has: (selector: string) => document.querySelector(selector) !== null,
    links: () => [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? ""),
    /** Cells of the first column of the first table, top to bottom. */
    rows: () =>
      [...document.querySelectorAll("table")]
        .slice(0, 1)
        .flatMap((table) => [...table.querySelectorAll("tbody tr")])
        .map((row) => flat((row.querySelector("th a, td a") ?? row.querySelector("th, td"))?.textContent)),
  };
}

function flat(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}

/** A text of the locale files with its {{holes}} filled. */
export function fill(text: string, holes: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(holes[name]));
}

type MemberOptions = NonNullable<Parameters<typeof makeMember>[0]>;

/** A member who is signed in. */
export async function makePerson(options: MemberOptions = {}) {
  const made = await makeMember(options);
  return { ...made, cookie: cookieOf(await startSession(made.userId, null)) };
}
export type Person = Awaited<ReturnType<typeof makePerson>>;

/** A rep, a colleague of the same rank, an admin, and a rep of another workspace. */
export async function makePeople() {
  const rep = await makePerson({ name: "Aoi Mori" });
  const { workspaceId } = rep.member;
  const colleague = await makePerson({ workspaceId, name: "Riku Hara" });
  const admin = await makePerson({ workspaceId, role: "admin", name: "Yui Ono" });
  return { rep, colleague, admin, stranger: await makePerson({ name: "Sora Kida" }) };
}

export function expectRefused(screen: Screen, name: string, message: string): void {
  expect(screen.status).toBe(422);
  expect(screen.field(name)).toMatchObject({ isInvalid: true, note: expect.stringContaining(message) });
}

export function expectRedirect(screen: Screen, to: string): void {
  expect({ status: screen.status, location: screen.location }).toEqual({ status: 302, location: to });
}

/** The text stands there to be read, and nowhere as an element. */
export function expectEscaped(screen: Screen, text: string): void {
  expect(screen.status).toBe(200);
  expect(screen.has("img[onerror], img[src='x']")).toBe(false);
  expect(screen.html).not.toContain(IMG);
  expect(screen.text).toContain(text);
}
