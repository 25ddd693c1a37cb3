import { buyer } from "./buyer";
import { chat } from "./chat";
import { common } from "./common";
import { tasks } from "./tasks";
import { validation } from "./validation";
import { viewer } from "./viewer";

/** All that a buyer's browser loads. */
export const buyerSide = { buyer, chat, common, tasks, validation, viewer } as const;
