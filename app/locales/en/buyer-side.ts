import { buyer } from "./buyer";
import { common } from "./common";
import { validation } from "./validation";
import { viewer } from "./viewer";

/** All that a buyer's browser loads. */
export const buyerSide = { buyer, common, validation, viewer } as const;
