  imports,
import { imports } from "./imports";
import { accounts } from "./accounts";
import { activity } from "./activity";
import { admin } from "./admin";
import { auth } from "./auth";
import { buyer } from "./buyer";
import { common } from "./common";
import { engagement } from "./engagement";
import { home } from "./home";
import { library } from "./library";
import { proposals } from "./proposals";
import { rooms } from "./rooms";
import { settings } from "./settings";
import { sharing } from "./sharing";
import { tracking } from "./tracking";
import { validation } from "./validation";
import { viewer } from "./viewer";

/** Everything a member may meet; `buyer` too, for the preview and the mails. */
export const seller = {
  accounts,
  activity,
  admin,
  auth,
  buyer,
  common,
  engagement,
  home,
  library,
  proposals,
  rooms,
  settings,
  sharing,
  tracking,
  validation,
  viewer,
} as const;
