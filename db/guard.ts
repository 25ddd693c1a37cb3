import { AsyncLocalStorage } from "node:async_hooks";

/** The transaction the current call chain is inside of, if any. */
export const currentTx = new AsyncLocalStorage<object>();

export class OutsideTransactionError extends Error {
  override name = "OutsideTransactionError";
  constructor() {
    super("`db` was used inside a transaction: use `tx`, or move the query out");
  }
}

export class StaleTransactionError extends Error {
  override name = "StaleTransactionError";
  constructor() {
    super("`tx` was used after its transaction ended or from another call chain: is an await missing?");
  }
}
