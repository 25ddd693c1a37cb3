import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import type { AppLoadContext, EntryContext } from "@remix-run/server-runtime";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { AppError } from "~/platform/errors";
import { withoutZeros } from "~/platform/http/without-zeros.server";
import { provideTexts } from "~/platform/i18n/texts";
import { i18nOf } from "~/platform/i18n/translator.server";
import { log } from "~/platform/log.server";
import { languageOfPage } from "~/root.server";
import { NonceContext } from "~/ui/nonce";

const ABORT_MS = 5_000;

provideTexts(i18nOf);

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = typeof loadContext.nonce === "string" ? loadContext.nonce : "";
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  const language = languageOfPage(context);
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={i18nOf(language)}>
          <RemixServer context={context} url={request.url} abortDelay={ABORT_MS} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        [ready]() {
          const body = withoutZeros();
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          log.error({ err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, ABORT_MS + 1_000).unref();
  });
}

export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || error instanceof Response || error instanceof AppError) return;
  log.error({ err: error }, "unexpected error in a page");
}
