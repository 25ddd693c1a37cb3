import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { findMember } from "~/features/auth/guard.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { requireLink, visitorThrough } from "~/features/sharing/guard.server";
import { setVisitor } from "~/features/sharing/visitor-cookie.server";
import { recordHit } from "~/features/tracking/hits.server";
import { clientAddress } from "~/platform/http/client-address.server";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";

const OPENINGS = { points: 120, seconds: 60 };

/**
 * Trades the secret in the shared address for a cookie and leads on to an address without it. A GET or HEAD keeps a raw
 * hit and nothing else: no viewer, no session, nothing counted.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ip = clientAddress(request);
  await limit("room-exchange", ip, OPENINGS);
  const link = await requireLink(params.token);
  const member = await findMember(request);
  const { headers, method } = request;
  const { hitId } = await recordHit({
    link,
    ip,
    headers,
    method,
    userAgent: headers.get("user-agent") ?? "",
    referrer: headers.get("referer"),
    isMember: member?.scope.workspaceId === link.workspaceId,
  });
  const cookie = setVisitor(link.roomId, visitorThrough(request, link, hitId));
  return redirect(paths.buyerRoom(link.roomId), { status: 303, headers: { "set-cookie": cookie } });
}

export const meta: MetaFunction = () => [{ title: NEUTRAL_TITLE }];

/** The loader always leads elsewhere; this is only here so that a refusal is a page. */
export default function Exchange() {
  return null;
}

export function ErrorBoundary() {
  return <ClosedPage />;
}
