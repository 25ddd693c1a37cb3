import { useRouteLoaderData } from "@remix-run/react";
import type { Frame } from "~/root.server";
import { PageError } from "~/ui/page-error";
import { ClosedPage } from "./closed-page";

/** The error boundary of what both sides may meet: a buyer is told nothing that is meant for members. */
export function SideError() {
  const frame = useRouteLoaderData<Frame>("root");
  return frame?.side === "buyer" ? <ClosedPage /> : <PageError />;
}
