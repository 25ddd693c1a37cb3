import { db } from "./client";
import type { Db } from "./types";

/** A query of Drizzle's with placeholders in it. */
type Query<Row> = {
  prepare(name: string): { execute(values?: Record<string, unknown>): PromiseLike<Row[]> };
};

/**
 * A question whose text is made once for the open database: for what is asked with every request, where making it costs
 * more than its answer. Outside a transaction only.
 */
export function prepared<Row>(
  build: (source: Db) => Query<Row>,
): (values: Record<string, unknown>) => PromiseLike<Row[]> {
  let made: { source: Db; query: ReturnType<Query<Row>["prepare"]> } | null = null;
  return (values) => {
    // Without a name: nothing is kept on PostgreSQL's side, which a pooler between might give to another.
    if (made?.source !== db) made = { source: db, query: build(db).prepare(undefined as unknown as string) };
    return made.query.execute(values);
  };
}
