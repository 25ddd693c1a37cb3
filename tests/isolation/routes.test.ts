import { beforeAll, describe, expect, test } from "vitest";
import { openApp, type TestApp } from "../support/app";
import { useDatabase } from "../support/database";
import {
  addressOf,
  contentOf,
  crossedAddresses,
  isProvenElsewhere,
  type Listed,
  listDoors,
  methodOf,
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
      const listed = Object.keys(door.changes ?? {}).map(methodOf);
      return changing.filter((method) => !listed.includes(method)).map((method) => `${method} ${pattern}`);
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
      const change = Object.entries(door.changes ?? {}).find(([name]) => methodOf(name) === method)?.[1](own);
      const init = requestOf(method, change ?? { form: {} }, cookieFor(door, own));
      const headers = { ...init.headers, origin: "https://elsewhere.example" };
      const address = change?.address ?? addressOf(pattern, door, own);
      const response = await app.request(address, { ...init, headers });
      expect.soft([method, pattern, response.status]).toEqual([method, pattern, 403]);
    }
  }
  expect(await contentOf(database.current)).toBe(before);
});

const asked = Object.entries(DOORS).filter(
  ([, door]) => !door.elsewhere && (door.opens !== null || door.access !== "public"),
);

describe.each(asked)("%s", (pattern, door) => {
  const get = (address: string, cookie: string) =>
    app.request(address, { headers: { ...door.headers, cookie } });

  if (door.opens !== null) {
    test("opens for whom it is meant", async () => {
      const response = await get(addressOf(pattern, door, own), cookieFor(door, own));
      await textOf(response);
      expect(response.status).toBe(door.opens ?? 200);
    });

    test.each(strangersTo(door))("shows nothing to %s", async (_who, person) => {
      const { cookie, status, isColleague } = person();
      const address = addressOf(pattern, door, own);
      const response = await get(address, cookie);
      await expectSilence(response, isColleague);
      if (mustRefuse(status, address)) expect(status).toContain(response.status);
    });

    test.each(strangersTo(door))("gives its bare data not to %s either", async (_who, person) => {
      const routeId = doors.find((listed) => listed.pattern === pattern)?.routeId;
      if (!routeId) return;
      const { cookie } = person();
      await expectSilence(await get(dataAddress(addressOf(pattern, door, own), routeId), cookie));
    });

    test("refuses an address that mixes two workspaces", async () => {
      for (const address of door.access === "public" ? [] : crossedAddresses(pattern, other, own)) {
        const response = await get(address, cookieFor(door, other));
        await expectSilence(response);
        expect.soft([address, response.status]).toEqual([address, 404]);
      }
    });
  }

  for (const [name, change] of Object.entries(door.changes ?? {})) {
    test.each(strangersTo(door, "change"))(`${name} changes nothing for %s`, async (_who, person) => {
      const { cookie, status, isColleague } = person();
      const before = await contentOf(database.current);
      const wish = change(own);
      const address = wish.address ?? addressOf(pattern, door, own);
      const response = await app.request(address, requestOf(methodOf(name), wish, cookie));
      await expectSilence(response, isColleague);
      expect(await contentOf(database.current)).toBe(before);
      if (mustRefuse(status, address + JSON.stringify(wish.form ?? {})))
        expect(status).toContain(response.status);
    });
  }
});

const withIds = asked.flatMap(([pattern, door]) =>
  door.access === "member" && /:/.test(pattern)
    ? Object.entries(door.changes ?? {}).map(([name, change]) => ({ pattern, door, name, change }))
    : [],
);

test.each(withIds)("$name $pattern takes nothing of another workspace into one's own", async (wish) => {
  const { form, address } = wish.change(own);
  if (address || !form || !namesTenant(JSON.stringify(form), own)) return;
  const before = await contentOf(database.current);
  const init = requestOf(methodOf(wish.name), { form }, other.cookies.rep);
  const response = await app.request(addressOf(wish.pattern, wish.door, other), init);
  await expectSilence(response);
  expect(await contentOf(database.current)).toBe(before);
  expect(response.status).toBeGreaterThanOrEqual(400);
});

test("a buyer gets no document that lies in the library but on no page of the room", async () => {
  const address = `/room/${own.params.roomId}/files/${own.unplacedVersionId}`;
  for (const path of [address, `${address}/preview`]) {
    const headers = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty", cookie: own.cookies.buyer };
    expect((await app.request(path, { headers })).status).toBe(404);
  }
});

/** A colleague may read their workspace's name in the frame around a page that is closed to them. */
async function expectSilence(response: Response, isColleague = false): Promise<void> {
  const text = await textOf(response);
  if (!isColleague) expect(text.includes(own.mark), "the answer names something of the tenant").toBe(false);
}

/** Asked late: the world exists only once the tests run. */
type Person = () => { cookie: string; status: number[]; isColleague?: boolean };

const SIGN_IN = [302, 401];
const HIDDEN = [404];
const CLOSED = [410];
const FORBIDDEN = [403];

function strangersTo(
  { access, isOwnAffair, changedBy }: Door,
  what: "look" | "change" = "look",
): [string, Person][] {
  const nobody: Person = () => ({ cookie: "", status: access === "buyer" ? HIDDEN : SIGN_IN });
  const aRep: [string, Person] = [
    "a rep",
    () => ({ cookie: own.cookies.rep, status: FORBIDDEN, isColleague: true }),
  ];
  const aManager: [string, Person] = [
    "a manager",
    () => ({ cookie: own.cookies.manager, status: FORBIDDEN, isColleague: true }),
  ];
  switch (access) {
    case "public":
      return [];
    case "admin":
      return [
        ["a visitor without a cookie", nobody],
        aRep,
        ["the admin of another workspace", () => ({ cookie: other.cookies.admin, status: HIDDEN })],
      ];
    case "member":
      return [
        ["a visitor without a cookie", nobody],
        ["a buyer", () => ({ cookie: own.cookies.buyer, status: SIGN_IN })],
        ...(isOwnAffair && what === "change" ? [] : membersElsewhere()),
        ...(changedBy === "admin" && what === "change" ? [aRep] : []),
      ];
    case "manager":
      return [
        ["a visitor without a cookie", nobody],
        ["a buyer", () => ({ cookie: own.cookies.buyer, status: SIGN_IN })],
        aRep,
        ...(isOwnAffair && what === "change" ? [] : membersElsewhere()),
        ...(changedBy === "admin" && what === "change" ? [aManager] : []),
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
    manager: tenant.cookies.manager,
    admin: tenant.cookies.admin,
    buyer: tenant.cookies.buyer,
  };
  return cookies[access];
}

function membersElsewhere(): [string, Person][] {
  return [
    ["a member of another workspace", () => ({ cookie: other.cookies.rep, status: HIDDEN })],
    ["the admin of another workspace", () => ({ cookie: other.cookies.admin, status: HIDDEN })],
  ];
}

/** The address from which Remix fetches one route's data alone, without the layouts around it. */
function dataAddress(address: string, routeId: string): string {
  const [path = "", search] = address.split("?");
  const query = new URLSearchParams(search);
  query.set("_routes", routeId);
  return `${path === "/" ? "/_root" : path}.data?${query}`;
}

/** A list opens for members of every workspace, each seeing their own. */
function mustRefuse(status: number[], request: string): boolean {
  return status !== HIDDEN || namesTenant(request, own);
}
