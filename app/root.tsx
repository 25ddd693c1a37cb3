import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { errorTitle } from "~/platform/page-title";
import { frameOf } from "~/root.server";
import "~/styles.css";
import { LocaleProvider } from "~/ui/locale";
import { useNonce } from "~/ui/nonce";

export function loader({ request, context }: LoaderFunctionArgs) {
  return frameOf(request, context.refusal !== undefined);
}

export const meta: MetaFunction = errorTitle;

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const language = frame?.language ?? "en";
  return (
    <html lang={language} data-side={frame?.side ?? "seller"} data-theme={frame?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={frame?.theme ?? "light dark"} />
        <meta name="robots" content="noindex, nofollow" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider value={{ language, timeZone: frame?.timeZone ?? "Asia/Tokyo" }}>
          {children}
        </LocaleProvider>
        {frame?.isStill ? null : (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export { SideError as ErrorBoundary } from "~/features/sharing/components/side-error";
export { pageHeaders as headers } from "~/ui/page-error";
