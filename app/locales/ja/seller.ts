import { accounts } from "./accounts";
import { activity } from "./activity";
import { admin } from "./admin";
import { auth } from "./auth";
import { blocks } from "./blocks";
import { board } from "./board";
import { buyer } from "./buyer";
import { common } from "./common";
import { deleting } from "./deleting";
import { engagement } from "./engagement";
import { forms } from "./forms";
import { home } from "./home";
import { imports } from "./imports";
import { library } from "./library";
import { lists } from "./lists";
import { members } from "./members";
import { merging } from "./merging";
import { proposals } from "./proposals";
import { rooms } from "./rooms";
import { settings } from "./settings";
import { sharing } from "./sharing";
import { tracking } from "./tracking";
import { validation } from "./validation";
import { versions } from "./versions";
import { viewer } from "./viewer";

/** Everything a member may meet; `buyer` too, for the preview and the mails. */
export const seller = {
  accounts,
  activity,
  admin,
  auth,
  blocks,
  board,
  buyer,
  common,
  deleting,
  engagement,
  forms,
  home,
  imports,
  library,
  lists,
  members,
  merging,
  proposals,
  rooms,
  settings,
  sharing,
  tracking,
  validation,
  versions,
  viewer,
} as const;
