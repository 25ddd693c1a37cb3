import { db } from "@db/client";
import { native } from "@db/dialect/native";
import { dialect } from "@db/kit";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "../../support/database";
import { createProbes, failureOf, makeGate, probe, probes } from "./probe";

const database = useDatabase();
beforeAll(() => createProbes(database.current));
beforeEach(() => db.delete(probes));

const notes = async (reader: Pick<Tx, "select"> = db) =>
  (await reader.select({ note: probes.note }).from(probes).orderBy(probes.note)).map(({ note }) => note);

test("what a transaction wrote is there after it, with what the work returned", async () => {
  const result = await db.transaction(async (tx) => {
    await tx.insert(probes).values([probe({ note: "a" }), probe({ note: "b" })]);
    return notes(tx);
  });
  expect(result).toEqual(["a", "b"]);
  expect(await notes()).toEqual(["a", "b"]);
});

test("a transaction that throws leaves nothing and throws the very error", async () => {
  const reason = new Error("no");
  const work = db.transaction(async (tx) => {
    await tx.insert(probes).values(probe({ note: "a" }));
    throw reason;
  });
  await expect(work).rejects.toBe(reason);
  expect(await notes()).toEqual([]);
});

test("an inner transaction that throws is undone by itself, and the outer goes on", async () => {
  await db.transaction(async (tx) => {
    await tx.insert(probes).values(probe({ note: "outer" }));
    const inner = tx.transaction(async (nested) => {
      await nested.insert(probes).values(probe({ note: "undone" }));
      await nested.transaction((deepest) => deepest.insert(probes).values(probe({ note: "undone too" })));
      throw new Error("inner");
    });
    await expect(inner).rejects.toThrow("inner");
    await tx.transaction((nested) => nested.insert(probes).values(probe({ note: "second" })));
  });
  expect(await notes()).toEqual(["outer", "second"]);
});

test("an inner transaction that held is undone with the outer", async () => {
  const work = db.transaction(async (tx) => {
    await tx.transaction((nested) => nested.insert(probes).values(probe({ note: "inner" })));
    throw new Error("outer");
  });
  await expect(work).rejects.toThrow("outer");
  expect(await notes()).toEqual([]);
});

test("nobody reads what is not committed, and a reader never waits for the writer", async () => {
  const [written, looked] = [makeGate(), makeGate()];
  const writing = db.transaction(async (tx) => {
    await tx.insert(probes).values(probe({ note: "early" }));
    written.open();
    await looked.opened;
  });
  await written.opened;
  expect(await notes()).toEqual([]);
  looked.open();
  await writing;
  expect(await notes()).toEqual(["early"]);
});

test("`db` inside a transaction is refused, and the transaction is undone", async () => {
  for (const misuse of [
    () => db.insert(probes).values(probe({ note: "around" })),
    () => db.select().from(probes),
    () => db.transaction(async () => {}),
  ]) {
    const { text } = await failureOf(
      db.transaction(async (tx) => {
        await tx.insert(probes).values(probe({ note: "a" }));
        await misuse();
      }),
    );
    expect(text).toContain("OutsideTransactionError");
  }
  expect(await notes()).toEqual([]);
});

test("twenty who read, add one and write lose none of the additions", async () => {
  const row = probe({ small: 0 });
  await db.insert(probes).values(row);
  const addOne = () =>
    db.transaction(async (tx) => {
      const [found] = await tx.select().from(probes).where(eq(probes.id, row.id)).for("update");
      await tx
        .update(probes)
        .set({ small: (found?.small ?? 0) + 1 })
        .where(eq(probes.id, row.id));
    });
  await Promise.all(Array.from({ length: 20 }, addOne));
  const [stored] = await db.select().from(probes);
  expect(stored?.small).toBe(20);
});

test("a failed transaction among many holds up none of the others", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) =>
      db.transaction(async (tx) => {
        await tx.insert(probes).values(probe({ note: `n${String(index).padStart(2, "0")}` }));
        if (index % 3 === 0) throw new Error("unlucky");
      }),
    ),
  );
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(4);
  expect(await notes()).toEqual(["n01", "n02", "n04", "n05", "n07", "n08", "n10", "n11"]);
});

describe("native statements", () => {
  const insert = {
    name: "probe_insert",
    sqlite: "INSERT INTO probes (id, note) VALUES (?, ?) RETURNING note AS said",
    pg: "INSERT INTO probes (id, note) VALUES ($1, $2) RETURNING note AS said",
  };
  const remove = {
    name: "probe_remove",
    sqlite: "DELETE FROM probes WHERE id = ?",
    pg: "DELETE FROM probes WHERE id = $1",
  };

  test("give rows by name and see what the transaction wrote through the query builder", async () => {
    const rows = await db.transaction(async (tx) => {
      await tx.insert(probes).values(probe({ id: "one", note: "built" }));
      const said = await native(tx, insert, ["two", "it's 熊野"]);
      expect(await notes(tx)).toEqual(["built", "it's 熊野"]);
      expect(await native(tx, remove, ["one"])).toEqual([]);
      return said;
    });
    expect(rows).toEqual([{ said: "it's 熊野" }]);
    expect(await notes()).toEqual(["it's 熊野"]);
  });

  test("belong to the transaction: undone with it, and to a savepoint: undone with that", async () => {
    await db.transaction(async (tx) => {
      await native(tx, insert, ["one", "kept"]);
      const inner = tx.transaction(async (nested) => {
        await native(nested, insert, ["two", "undone"]);
        throw new Error("inner");
      });
      await expect(inner).rejects.toThrow("inner");
    });
    expect(await notes()).toEqual(["kept"]);
    const outer = db.transaction(async (tx) => {
      await native(tx, insert, ["three", "undone as well"]);
      throw new Error("outer");
    });
    await expect(outer).rejects.toThrow("outer");
    expect(await notes()).toEqual(["kept"]);
  });

  test("are refused outside of a transaction", async () => {
    await expect((async () => native(db, insert, ["one", "alone"]))()).rejects.toThrow("needs a transaction");
    expect(await notes()).toEqual([]);
  });
});

describe.runIf(dialect === "sqlite")("the one writing connection of SQLite", () => {
  test("takes nothing through a `tx` whose transaction has ended", async () => {
    const kept = await db.transaction(async (tx) => tx);
    const { text } = await failureOf(
      kept
        .insert(probes)
        .values(probe({ note: "late" }))
        .execute(),
    );
    expect(text).toContain("StaleTransactionError");
    expect(await notes()).toEqual([]);
  });

  test("takes nothing through a `tx` of which another call chain got hold", async () => {
    const [lent, tried] = [makeGate(), makeGate()];
    const borrowed: Tx[] = [];
    const owner = db.transaction(async (tx) => {
      borrowed.push(tx);
      lent.open();
      await tried.opened;
    });
    await lent.opened;
    const { text } = await failureOf(borrowed[0]!.insert(probes).values(probe()).execute());
    expect(text).toContain("StaleTransactionError");
    tried.open();
    await owner;
    expect(await notes()).toEqual([]);
  });

  test("takes single writes in the order in which they came, around a transaction", async () => {
    const [begun, ended] = [makeGate(), makeGate()];
    const slow = db.transaction(async (tx) => {
      begun.open();
      await ended.opened;
      await tx.insert(probes).values(probe({ small: 1, note: "z first" }));
    });
    await begun.opened;
    const queued = db
      .insert(probes)
      .values(probe({ small: 2, note: "a second" }))
      .execute();
    expect(await notes()).toEqual([]);
    ended.open();
    await Promise.all([slow, queued]);
    const rows = await database.current.raw("SELECT note FROM probes ORDER BY rowid");
    expect(rows.map(({ note }) => note)).toEqual(["z first", "a second"]);
  });
});
