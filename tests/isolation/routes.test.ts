import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApp, type TestApp } from "../support/app";
import { useDatabase } from "../support/database";
import {
  addressOf,
  contentOf,
  isProvenElsewhere,
  type Listed,
  listDoors,
  namesTenant,
  requestOf,
  textOf,
} from "./harness";
import { DOORS, type Door } from "./matrix";
import { makeTenant, type Tenant } from "./world";

const database = useDatabase();
let app: TestApp;
let doors: Listed[];
let own: Tenant;
let other: Tenant;

beforeAll(async () => {
  app = await openApp();
  doors = await listDoors(app);
  own = await makeTenant("Sekigahara");
  other = await makeTenant("Dannoura");
});
afterAll(() => expect(doors.length).toBeGreaterThan(0));

describe("the matrix is complete", () => {
  test("every page and every door has a row", () => {
    expect(doors.map((door) => door.pattern).filter((pattern) => !(pattern in DOORS))).toEqual([]);
  });

  test("every row belongs to a page or a door", () => {
    const known = new Set(doors.map((door) => door.pattern));
    expect(Object.keys(DOORS).filter((pattern) => !known.has(pattern))).toEqual([]);
  });

  test("every way to change something behind a proof has a row", () => {
    const missing = doors.flatMap(({ pattern, changing }) => {
      const door = DOORS[pattern];
      if (!door || door.access === "public") return [];
      return changing.filter((method) => !door.changes?.[method]).map((method) => `${method} ${pattern}`);
    });
    expect(missing).toEqual([]);
  });

  test("a door that is proven elsewhere is", () => {
    const missing = Object.entries(DOORS).filter(([, door]) => door.elsewhere && !isProvenElsewhere(door));
    expect(missing.map(([pattern]) => pattern)).toEqual([]);
  });
});

test("no door takes a change that comes from another site", async () => {
  const before = await contentOf(database.current);
  for (const { pattern, changing } of doors) {
    const door = DOORS[pattern];
    if (!door || door.elsewhere) continue;
    for (const method of changing) {
      const init = requestOf(method, door.changes?.[method]?.(own) ?? { form: {} }, cookieFor(door, own));
      const headers = { ...init.headers, origin: "https://elsewhere.example" };
      const response = await app.request(addressOf(pattern, door, own), { ...init, headers });
      expect.soft([method, pattern, response.status]).toEqual([method, pattern, 403]);
    }
  }
  expect(await contentOf(database.current)).toBe(before);
});

const asked = Object.entries(DOORS).filter(
  ([, door]) => !door.elsewhere && (door.opens !== null || door.access !== "public"),
);

describe.each(asked)("%s", (pattern, door) => {
  if (door.opens !== null) {
    test("opens for whom it is meant", async () => {
      const response = await app.request(addressOf(pattern, door, own), {
        headers: { cookie: cookieFor(door, own) },
      });
      await textOf(response);
      expect(response.status).toBe(door.opens ?? 200);
    });

    test.each(strangersTo(door))("shows nothing to %s", async (_who, person) => {
      const { cookie, status } = person();
      const response = await app.request(addressOf(pattern, door, own), { headers: { cookie } });
      expect(await textOf(response)).not.toContain(own.mark);
      if (mustRefuse(pattern, door, status)) expect(status).toContain(response.status);
    });

    test.each(strangersTo(door))("gives its bare data not to %s either", async (_who, person) => {
      const routeId = doors.find((listed) => listed.pattern === pattern)?.routeId;
      if (!routeId) return;
      const [path = "", search] = addressOf(pattern, door, own).split("?");
      const query = new URLSearchParams(search);
      query.set("_routes", routeId);
      const address = `${path === "/" ? "/_root" : path}.data?${query}`;
      const response = await app.request(address, { headers: { cookie: person().cookie } });
      expect(await textOf(response)).not.toContain(own.mark);
    });
  }

  for (const [method, change] of Object.entries(door.changes ?? {})) {
    test.each(strangersTo(door))(`${method} changes nothing for %s`, async (_who, person) => {
      const { cookie, status } = person();
      const before = await contentOf(database.current);
      const response = await app.request(
        addressOf(pattern, door, own),
        requestOf(method, change(own), cookie),
      );
      expect(await textOf(response)).not.toContain(own.mark);
      expect(await contentOf(database.current)).toBe(before);
      if (mustRefuse(pattern, door, status)) expect(status).toContain(response.status);
    });
  }
});

/** Asked late: the world exists only once the tests run. */
type Person = () => { cookie: string; status: number[] };

const SIGN_IN = [302, 401];
const HIDDEN = [404];
const CLOSED = [410];
const FORBIDDEN = [403];

function strangersTo({ access }: Door): [string, Person][] {
  const nobody: Person = () => ({ cookie: "", status: access === "buyer" ? HIDDEN : SIGN_IN });
  switch (access) {
    case "public":
      return [];
    case "admin":
      return [
        ["a visitor without a cookie", nobody],
        ["a rep", () => ({ cookie: own.cookies.rep, status: FORBIDDEN })],
        ["the admin of another workspace", () => ({ cookie: other.cookies.admin, status: HIDDEN })],
      ];
    case "member":
      return [
        ["a visitor without a cookie", nobody],
        ["a buyer", () => ({ cookie: own.cookies.buyer, status: SIGN_IN })],
        ["a member of another workspace", () => ({ cookie: other.cookies.rep, status: HIDDEN })],
        ["the admin of another workspace", () => ({ cookie: other.cookies.admin, status: HIDDEN })],
      ];
    case "buyer":
      return [
        ["a visitor without a cookie", nobody],
        ["a member without a preview", () => ({ cookie: own.cookies.admin, status: HIDDEN })],
        ["a buyer of another room", () => ({ cookie: own.cookies.buyerOfOtherRoom, status: HIDDEN })],
        ["a buyer of another workspace", () => ({ cookie: other.cookies.buyer, status: HIDDEN })],
        [
          "a buyer whose link was revoked",
          () => ({ cookie: own.cookies.buyerOfRevokedLink, status: CLOSED }),
        ],
        [
          "a buyer whose link has expired",
          () => ({ cookie: own.cookies.buyerOfExpiredLink, status: CLOSED }),
        ],
      ];
  }
}

function cookieFor({ access }: Door, tenant: Tenant): string {
  const cookies = {
    public: "",
    member: tenant.cookies.rep,
    admin: tenant.cookies.admin,
    buyer: tenant.cookies.buyer,
  };
  return cookies[access];
}

/** A list opens for members of every workspace, each seeing their own. */
function mustRefuse(pattern: string, door: Door, status: number[]): boolean {
  return status !== HIDDEN || namesTenant(pattern, door, own);
}
