import { expect, test } from "vitest";
import { MAX_SPANS_PER_BODY } from "~/features/tracking/beacon/wire";
import { beaconSchema } from "~/features/tracking/schema";
import { signalsOf, spanOf } from "./support";

const body = { v: 1, t: "token", s: [spanOf({ k: "unit", u: 3 })], g: signalsOf() };
const withSpan = (change: object) => ({ ...body, s: [{ ...spanOf(), ...change }] });

test("a beacon as the browser sends it is accepted", () => {
  expect(beaconSchema.parse(body)).toEqual(body);
});

test.each([
  ["another version", { ...body, v: 2 }],
  ["no token", { ...body, t: "" }],
  ["no span", { ...body, s: [] }],
  ["too many spans", { ...body, s: Array.from({ length: MAX_SPANS_PER_BODY + 1 }, () => spanOf()) }],
  ["a field we don't know", { ...body, ip: "203.0.113.9" }],
  ["an unknown field in a span", withSpan({ timestamp: 1 })],
  ["an unknown kind", withSpan({ k: "chat" })],
  ["a span id with other characters", withSpan({ i: "../1" })],
  ["a span id that is too long", withSpan({ i: "a".repeat(37) })],
  ["a target id that is too long", withSpan({ d: "a".repeat(65) })],
  ["unit 0", withSpan({ u: 0 })],
  ["half a unit", withSpan({ u: 1.5 })],
  ["negative time", withSpan({ a: -1 })],
  ["fractions of milliseconds", withSpan({ a: 0.5 })],
  ["endless time", withSpan({ a: Number.POSITIVE_INFINITY })],
  ["scroll beyond the end", withSpan({ m: 1.01 })],
  ["number 0", withSpan({ q: 0 })],
  ["a number no column holds", withSpan({ q: 2 ** 31 })],
  ["signals that are missing", { v: 1, t: "token", s: [spanOf()] }],
  ["a flag that is a boolean", { ...body, g: { ...signalsOf(), wd: true } }],
])("%s is refused", (_name, refused) => {
  expect(beaconSchema.safeParse(refused).success).toBe(false);
});
