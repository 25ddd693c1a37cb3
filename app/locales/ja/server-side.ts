import { chatMail } from "./chat-mail";
import { seller } from "./seller";

/** All that the server says; what only stands in mails goes to no browser. */
export const serverSide = { ...seller, chatMail } as const;
