import { createContext, useContext } from "react";

/** The nonce of this response; empty in the browser, where scripts that already run need none. */
export const NonceContext = createContext("");

export function useNonce(): string {
  return useContext(NonceContext);
}
