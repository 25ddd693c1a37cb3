import { assertCan } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { storage } from "~/platform/storage.server";
import { canChangeWorkspaceSettings } from "../policy";
import type { WorkspaceScope } from "../schema";
import { replaceLogo } from "../settings/mutations.server";
import { drawLogo } from "./picture.server";

/** Redrawn by us, so that nothing but a picture is stored and served. False when it is none. */
export async function setLogo(scope: WorkspaceScope, bytes: Uint8Array): Promise<boolean> {
  assertCan(canChangeWorkspaceSettings(scope));
  await limit("logo", scope.workspaceId, { points: 20, seconds: 10 * 60 });
  const picture = await drawLogo(bytes);
  if (!picture) return false;
  const key = `logos/${newId()}.png`;
  await storage().put(key, picture);
  await forget(await replaceLogo(scope, key));
  return true;
}

export async function removeLogo(scope: WorkspaceScope): Promise<void> {
  await forget(await replaceLogo(scope, null));
}

async function forget(key: string | null): Promise<void> {
  if (key) await storage().remove(key);
}
