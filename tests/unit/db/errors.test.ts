import { constraintOf, isUnavailable } from "@db/errors";
import { dialectOf } from "@db/kit";
import { expect, test } from "vitest";

const failure = (code: unknown, cause?: unknown) => Object.assign(new Error("x", { cause }), { code });

test.each([
  ["23505", "unique"],
  ["23503", "foreign_key"],
  ["23001", "foreign_key"],
  ["23514", "check"],
  ["23502", "not_null"],
  ["SQLITE_CONSTRAINT_PRIMARYKEY", "unique"],
  ["SQLITE_CONSTRAINT_UNIQUE", "unique"],
  ["SQLITE_CONSTRAINT_FOREIGNKEY", "foreign_key"],
  ["SQLITE_CONSTRAINT_CHECK", "check"],
  ["SQLITE_CONSTRAINT_NOTNULL", "not_null"],
])("the code %s is a broken %s constraint, however deep the driver wrapped it", (code, constraint) => {
  expect(constraintOf(failure(code))).toBe(constraint);
  expect(
    constraintOf(new Error("query failed", { cause: new Error("again", { cause: failure(code) }) })),
  ).toBe(constraint);
  expect(isUnavailable(failure(code))).toBe(false);
});

test.each([
  ["SQLITE_BUSY", "another process holds the file"],
  ["SQLITE_BUSY_SNAPSHOT", "another process wrote meanwhile"],
  ["SQLITE_FULL", "the disk is full"],
  ["SQLITE_IOERR_WRITE", "the disk fails"],
  ["ECONNREFUSED", "no server listens"],
  ["ECONNRESET", "the server went away"],
  ["57P01", "an administrator ended the connection"],
  ["57P03", "the server is starting"],
  ["08006", "the connection broke"],
  ["53300", "too many connections"],
  ["53100", "the server's disk is full"],
])("the code %s means try later: %s", (code) => {
  expect(isUnavailable(new Error("query failed", { cause: failure(code) }))).toBe(true);
  expect(constraintOf(failure(code))).toBeNull();
});

test.each([
  "timeout exceeded when trying to connect",
  "Connection terminated unexpectedly",
  "Client has encountered a connection error and is not queryable",
])("the driver's words without a code mean try later: %s", (message) => {
  expect(isUnavailable(new Error("query failed", { cause: new Error(message) }))).toBe(true);
});

test("the same words inside a message of something else mean nothing", () => {
  expect(isUnavailable(new Error("no note named 'Connection terminated'"))).toBe(false);
});

test.each([[null], [undefined], ["23505"], [{ code: 23505 }], [new Error("plain")], [failure("42601")]])(
  "%s says nothing of constraints or availability",
  (error) => {
    expect(constraintOf(error)).toBeNull();
    expect(isUnavailable(error)).toBe(false);
  },
);

test("an error that is its own cause is not followed for ever", () => {
  const loop: Error & { cause?: unknown } = new Error("loop");
  loop.cause = loop;
  expect(constraintOf(loop)).toBeNull();
  expect(isUnavailable(loop)).toBe(false);
});

test.each([
  ["postgres://h/db", "pg"],
  ["postgresql://h/db", "pg"],
  ["file:/var/lib/postgres:/x.db", "sqlite"],
  ["file:postgres.db", "sqlite"],
  [undefined, "sqlite"],
])("the address %s belongs to %s", (url, dialect) => {
  expect(dialectOf(url)).toBe(dialect);
});
