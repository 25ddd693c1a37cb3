import { createContext, type ReactNode } from "react";

/** Stands beside the title of a page, whichever page it is: the frame around the pages decides what it is. */
export const PageMarkContext = createContext<ReactNode>(null);
