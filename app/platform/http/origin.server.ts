import { env } from "../env.server";

/** The origin that a visitor came by, which may be a workspace's own domain; its scheme is the instance's. */
export function originOf(request: Request): string {
  return `${env().appUrl.protocol}//${new URL(request.url).host}`;
}
