import { isUnavailable, isUnstorable } from "@db/errors";
import type { ServerBuild } from "@remix-run/server-runtime";
import { AppError, type ErrorCode, statusOf } from "~/platform/errors";
import { log } from "~/platform/log.server";

/** Turns an AppError thrown by any loader or action into an answer with its status; routes need no try. */
export function translatingErrors(build: ServerBuild): ServerBuild {
  const routes: ServerBuild["routes"] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue;
    const { loader, action } = route.module;
    routes[id] = {
      ...route,
      module: {
        ...route.module,
        ...(loader && {
          loader: async (args: Parameters<typeof loader>[0]) => translated(() => loader(args)),
        }),
        ...(action && {
          action: async (args: Parameters<typeof action>[0]) => translated(() => action(args)),
        }),
      },
    };
  }
  return { ...build, routes };
}

async function translated<T>(run: () => T): Promise<Awaited<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) throw answerFor(error.code, error.retryAfterSeconds);
    if (isUnstorable(error)) throw answerFor("NOT_FOUND", undefined);
    if (isUnavailable(error)) {
      log.error({ err: error }, "the database is unavailable");
      throw answerFor("UNAVAILABLE", 2);
    }
    throw error;
  }
}

function answerFor(code: ErrorCode, retryAfterSeconds: number | undefined): Response {
  const headers = new Headers({ "content-type": "application/json" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(JSON.stringify({ code }), { status: statusOf(code), headers });
}
