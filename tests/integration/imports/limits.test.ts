import { Readable } from "node:stream";
import { db } from "@db/client";
import { imports } from "@db/schema/imports";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { MAX_IMPORT_BYTES, MAX_OPEN_IMPORTS } from "~/features/accounts/imports/fields/schema";
import { cancelImport, receiveImport } from "~/features/accounts/imports/mutations.server";
import { receiveFile } from "~/platform/http/receive-file.server";
import { paths } from "~/platform/paths";
import { resetLimits } from "~/platform/rate-limit.server";
import { storage } from "~/platform/storage.server";
import { makeMember } from "../../support/factories";
import { en, ja, makePerson, useScreens } from "../screens/support";
import { importAll, receive, receiveOk, start } from "./support";

const screens = useScreens();
const FILE = "name\nHinoki\n";
const importsOf = (memberId: string) => db.$count(imports, eq(imports.memberId, memberId));

function formWith(bytes: number, fileName = "list.csv") {
  const body = new FormData();
  body.append("file", new File(["name\n", "x".repeat(bytes)], fileName));
  return new Request("http://localhost:3000/imports/new", { method: "POST", body });
}

describe("the size of a file", () => {
  test("is measured while it comes in: one that is too large is not kept", async () => {
    const key = "imports/large.csv";
    expect(await receiveFile(formWith(5_000), { key, maxBytes: 4_096 })).toBe("too_large");
    expect(await storage().stat(key)).toBeNull();
    expect(await receiveFile(formWith(100), { key, maxBytes: 4_096 })).toMatchObject({ sizeBytes: 105 });
  });

  test("is refused with a clear answer, whoever measured it", async () => {
    const { scope } = await makeMember();
    let key = "";
    const refused = await receiveImport(scope, "accounts", async (given) => {
      key = given;
      await storage().put(key, Readable.from([new TextEncoder().encode(FILE)]));
      return { fileName: "list.csv", sizeBytes: MAX_IMPORT_BYTES + 1 };
    });
    expect(refused).toMatchObject({ ok: false, problem: "too_large" });
    expect(await storage().stat(key)).toBeNull();
    expect(await receiveImport(scope, "accounts", async () => "too_large")).toMatchObject({
      problem: "too_large",
    });
    expect(await importsOf(scope.memberId)).toBe(0);
  });
});

describe("files that nobody went on with", () => {
  async function fill() {
    const person = await makePerson();
    const ids: string[] = [];
    for (let n = 0; n < MAX_OPEN_IMPORTS; n++) ids.push(await receiveOk(person.scope, "accounts", FILE));
    return { ...person, ids };
  }

  test("are five at most for one member; one that is cancelled or done makes room", async () => {
    const { scope, ids } = await fill();
    expect(await receive(scope, "accounts", FILE)).toMatchObject({ ok: false, problem: "too_many_open" });
    expect(await importsOf(scope.memberId)).toBe(MAX_OPEN_IMPORTS);
    await cancelImport(scope, ids[0] ?? "");
    const next = await receiveOk(scope, "accounts", FILE);
    await start(scope, next);
    expect(await receive(scope, "contacts", FILE)).toMatchObject({ problem: "too_many_open" });
    await cancelImport(scope, next);
    expect(await importAll(scope, "accounts", FILE)).toMatchObject({ state: "done" });
    expect(await receive(scope, "accounts", FILE)).toMatchObject({ ok: true });
  });

  test("are counted also when two come at the same moment, and for each member by itself", async () => {
    const { scope, ids, member } = await fill();
    await cancelImport(scope, ids[0] ?? "");
    const both = await Promise.all([receive(scope, "accounts", FILE), receive(scope, "accounts", FILE)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const colleague = await makeMember({ workspaceId: member.workspaceId });
    expect(await receive(colleague.scope, "accounts", FILE)).toMatchObject({ ok: true });
  });

  test.each([
    ["ja", ja.imports.problems.too_many_open],
    ["en", en.imports.problems.too_many_open],
  ] as const)("are told of at the file in %s", async (language, text) => {
    resetLimits();
    const { cookie } = await fill();
    const body = `--cut\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n${FILE}\r\n--cut--\r\n`;
    const headers = { "content-type": "multipart/form-data; boundary=cut" };
    const address = paths.newImport("accounts");
    const answer = await screens.raw(address, { method: "POST", body }, { cookie, language, headers });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(text);
  });
});
