import { ACCOUNT_DOORS } from "./matrix/accounts";
import { BUYER_DOORS } from "./matrix/buyers";
import { DEAL_DOORS } from "./matrix/deals";
import type { Door } from "./matrix/door";
import { EVERYDAY_DOORS } from "./matrix/everyday";
import { LIBRARY_DOORS } from "./matrix/library";
import { OPEN_DOORS } from "./matrix/open";
import { ROOM_DOORS } from "./matrix/rooms";
import { SETTINGS_DOORS } from "./matrix/settings";

export type { Change, Door } from "./matrix/door";

/** One row for each pattern of app/routes.ts and of the doors in server/. A pattern without a row fails the test. */
export const DOORS: Record<string, Door> = {
  ...OPEN_DOORS,
  ...EVERYDAY_DOORS,
  ...ROOM_DOORS,
  ...ACCOUNT_DOORS,
  ...DEAL_DOORS,
  ...LIBRARY_DOORS,
  ...SETTINGS_DOORS,
  ...BUYER_DOORS,
};
