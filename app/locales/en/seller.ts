import { acceptance } from "./acceptance";
import { accounts } from "./accounts";
import { activity } from "./activity";
import { admin } from "./admin";
import { auth } from "./auth";
import { blocks } from "./blocks";
import { board } from "./board";
import { buyer } from "./buyer";
import { chat } from "./chat";
import { comments } from "./comments";
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
import { people } from "./people";
import { plan } from "./plan";
import { proposals } from "./proposals";
import { rooms } from "./rooms";
import { settings } from "./settings";
import { sharing } from "./sharing";
import { tasks } from "./tasks";
import { templates } from "./templates";
import { tracking } from "./tracking";
import { validation } from "./validation";
import { versions } from "./versions";
import { viewer } from "./viewer";

/** Everything a member may meet; `buyer` too, for the preview and the mails. */
export const seller = {
  acceptance,
  accounts,
  activity,
  admin,
  auth,
  blocks,
  board,
  buyer,
  chat,
  comments,
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
  plan,
  people,
  proposals,
  rooms,
  settings,
  sharing,
  tasks,
  templates,
  tracking,
  validation,
  versions,
  viewer,
} as const;
