import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import { viewerSessions, viewers } from "@db/schema/sharing";
import { desc, eq } from "drizzle-orm";
import { requireLink, visitorThrough } from "~/features/sharing/guard.server";
import { setVisitor } from "~/features/sharing/visitor-cookie.server";
import { newId } from "~/platform/ids";

/** A browser as far as cookies go. */
export class Browser {
  readonly cookies = new Map<string, string>();

  request(
    path: string,
    init: { form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Request {
    const headers = new Headers({ "accept-language": "en", ...init.headers });
    headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const body = init.form && new URLSearchParams(init.form);
    return new Request(`http://localhost:3000${path}`, { method: body ? "POST" : "GET", headers, body });
  }

  keep(cookies: string | readonly string[]): void {
    for (const cookie of typeof cookies === "string" ? [cookies] : cookies) {
      const [, name, value, attributes] = /^([^=]+)=([^;]*)(.*)$/.exec(cookie) ?? [];
      if (!name || value === undefined) throw new Error(`not a cookie: ${cookie}`);
      if (/Max-Age=0\b/.test(attributes ?? "")) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  /** Follows the shared address as far as the cookie. */
  async follow(token: string): Promise<void> {
    const link = await requireLink(token);
    this.keep(setVisitor(link.roomId, visitorThrough(this.request("/"), link, newId())));
  }

  copy(): Browser {
    const other = new Browser();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }
}

/** What a loader, an action or a guard did: returned, or threw a response or an error with a code. */
export async function outcomeOf(work: Promise<unknown> | (() => Promise<unknown>)) {
  try {
    const value: unknown = await (typeof work === "function" ? work() : work);
    return describeOutcome(value);
  } catch (thrown) {
    return describeOutcome(thrown);
  }
}

type Outcome = {
  status: number;
  location: string | null;
  cookies: string[];
  code: unknown;
  data: unknown;
};

function describeOutcome(value: unknown): Outcome {
  if (value instanceof Response) {
    return {
      status: value.status,
      location: value.headers.get("location"),
      cookies: value.headers.getSetCookie(),
      code: null,
      data: null,
    };
  }
  const nothing = { location: null, cookies: [] };
  if (value instanceof Error && "code" in value)
    return { ...nothing, status: 0, code: value.code, data: null };
  if (value instanceof Error) throw value;
  const wrapped = value as { data?: unknown; init?: { status?: number } | null; type?: string } | null;
  if (wrapped?.type === "DataWithResponseInit") {
    return { ...nothing, status: wrapped.init?.status ?? 200, code: null, data: wrapped.data };
  }
  return { ...nothing, status: 200, code: null, data: value };
}

/** The code of the newest mail to this address, or null when none was sent. */
export async function mailedCode(to: string): Promise<string | null> {
  const [mail] = await db
    .select()
    .from(mails)
    .where(eq(mails.to, to))
    .orderBy(desc(mails.createdAt))
    .limit(1);
  return mail ? (/^\d{6}$/m.exec(mail.text)?.[0] ?? null) : null;
}

export function mailsTo(to: string) {
  return db.select().from(mails).where(eq(mails.to, to));
}

export function sessionsOf(linkId: string) {
  return db.select().from(viewerSessions).where(eq(viewerSessions.linkId, linkId));
}

export function viewersOf(linkId: string) {
  return db.select().from(viewers).where(eq(viewers.linkId, linkId));
}
