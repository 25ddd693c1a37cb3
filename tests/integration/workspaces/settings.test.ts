import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { eventsOf } from "../../support/events";
import {
  en,
  expectRefused,
  type Form,
  LANGUAGES,
  makePeople,
  makePerson,
  type Person,
  type Screen,
  TEXTS,
  useScreens,
} from "../screens/support";

const screens = useScreens();
const texts = en.settings;
let admin: Person;
let manager: Person;
let rep: Person;
beforeEach(async () => {
  ({ admin, rep } = await makePeople());
  manager = await makePerson({ workspaceId: admin.member.workspaceId, role: "manager" });
});

const PAGES = {
  workspace: paths.workspaceSettings(),
  branding: paths.branding(),
  hours: paths.workingHours(),
  deals: paths.dealSettings(),
  tracking: paths.trackingSettings(),
  domain: paths.domainSettings(),
} as const;

const row = async (person = admin) => {
  const [found] = await db.select().from(workspaces).where(eq(workspaces.id, person.member.workspaceId));
  if (!found) throw new Error("the workspace is gone");
  return found;
};
/** What a page sends back when nothing was touched. */
function formOf(screen: Screen): Form {
  const form: Form = { seen: screen.hidden("seen") };
  for (const control of screen.document.querySelectorAll<HTMLInputElement>("fieldset [name]")) {
    if (control.type === "checkbox" && !control.checked) continue;
    form[control.name] = control.value;
  }
  return form;
}
const save = async (address: string, change: Form, as = admin) => {
  const filled = formOf(await screens.get(address, admin));
  return screens.post(address, { ...filled, ...change }, as);
};

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(Object.entries(PAGES))(
    "the page of %s says what it is, beside the list of sections",
    async (key, to) => {
      const screen = await screens.get(to, { cookie: admin.cookie, language });
      const { sections, items } = TEXTS[language].settings;
      expect(screen.status).toBe(200);
      expect(screen.heading).toBe(sections[key as keyof typeof PAGES]);
      expect(screen.title).toContain(sections[key as keyof typeof PAGES]);
      expect(screen.links()).toEqual(expect.arrayContaining([...Object.values(PAGES), paths.adminJobs()]));
      const anchors = [...screen.document.querySelectorAll("main [id]")].map((element) => element.id);
      const named = Object.keys(items).filter((anchor) => anchors.includes(anchor));
      expect(named.length).toBeGreaterThan(0);
    },
  );
});

test("every setting that the search leads to is on its page", async () => {
  const { SETTINGS_SECTIONS } = await import("~/features/workspaces/settings-sections");
  for (const { to, items } of SETTINGS_SECTIONS) {
    const screen = await screens.get(to, admin);
    for (const { anchor } of items) expect([anchor, screen.has(`#${anchor}`)]).toEqual([anchor, true]);
  }
});

test("without scripts the search answers after Enter", async () => {
  const screen = await screens.get(`${paths.settings()}?find=祝日`, admin);
  expect(screen.links()).toContain(`${paths.workingHours()}#holidays`);
  const repsScreen = await screens.get(`${paths.settings()}?find=祝日`, rep);
  expect(repsScreen.links()).not.toContain(`${paths.workingHours()}#holidays`);
});

describe("who may", () => {
  test.each(Object.values(PAGES))("%s: a rep may not look, a manager may, an admin changes", async (to) => {
    expect((await screens.get(to, rep)).status).toBe(403);
    const seen = await screens.get(to, manager);
    expect(seen.status).toBe(200);
    expect(seen.has('main form[method="post"] button[type="submit"]')).toBe(false);
    expect((await screens.get(to, admin)).has('main form[method="post"] button[type="submit"]')).toBe(true);
  });

  test("a manager who sends the form anyway changes nothing", async () => {
    const before = await row();
    expect((await save(PAGES.workspace, { name: "Taken over" }, manager)).status).toBe(403);
    expect(await row()).toEqual(before);
  });
});

describe("saving", () => {
  test("keeps what was typed, says so, and records which fields changed", async () => {
    const screen = await save(PAGES.workspace, {
      name: "Kumano & Sons",
      fiscalYearStart: "1",
      "currencies[]": "EUR",
    });
    expect(screen.status).toBe(200);
    expect(screen.text).toContain(texts.saved);
    expect(screen.field("name").value).toBe("Kumano & Sons");
    expect(await row()).toMatchObject({
      name: "Kumano & Sons",
      fiscalYearStart: 1,
      currencies: ["EUR"],
      version: 2,
    });
    expect(await eventsOf(admin.scope, "workspace.changed")).toMatchObject([
      { data: { section: "general", fields: ["name", "currencies[]", "fiscalYearStart"] } },
    ]);
  });

  test("the same again changes nothing and is no event", async () => {
    await save(PAGES.workspace, {});
    expect((await row()).version).toBe(1);
    expect(await eventsOf(admin.scope, "workspace.changed")).toEqual([]);
  });

  test("says at the field what can't be, and keeps everything that was typed", async () => {
    const refused = await save(PAGES.hours, { workEnd: "08:00", ownHolidays: "someday" });
    expectRefused(refused, "ownHolidays", texts.errors.holidays);
    expect(refused.field("ownHolidays").value).toBe("someday");
    expectRefused(await save(PAGES.hours, { workEnd: "08:00" }), "workEnd", texts.errors.hours);
    expectRefused(
      await save(PAGES.tracking, { ownNetworks: "0.0.0.0/0" }),
      "ownNetworks",
      texts.errors.networks,
    );
    expectRefused(await save(PAGES.branding, { brandColor: "reddish" }), "brandColor", en.validation.colour);
    expectRefused(
      await save(PAGES.domain, { customDomain: "localhost" }),
      "customDomain",
      en.validation.domain,
    );
    expect((await row()).version).toBe(1);
  });

  test("a form that hides what it was filled with, or adds a field, is no form of ours", async () => {
    expect((await screens.post(PAGES.domain, { customDomain: "x.example" }, admin)).status).toBe(422);
    expect((await screens.post(PAGES.domain, { seen: "[]", customDomain: "x.example" }, admin)).status).toBe(
      422,
    );
    expect((await save(PAGES.domain, { logoKey: "files/other.pdf" })).status).toBe(422);
    expect((await row()).logoKey).toBeNull();
  });

  test("previews of links are for the team's links alone until an admin chooses otherwise", async () => {
    expect((await screens.get(PAGES.workspace, admin)).field("linkPreviews").value).toBe("members");
    await save(PAGES.workspace, { linkPreviews: "everyone" });
    expect((await row()).linkPreviews).toBe("everyone");
    expect(await eventsOf(admin.scope, "workspace.changed")).toMatchObject([
      { data: { section: "general", fields: ["linkPreviews"] } },
    ]);
    const refused = await save(PAGES.workspace, { linkPreviews: "always" });
    expectRefused(refused, "linkPreviews", en.validation.choice);
    expect((await row()).linkPreviews).toBe("everyone");
  });

  test("hours and holidays come back as they were written", async () => {
    const written = "2026-12-29..2027-01-03 年末年始";
    await save(PAGES.hours, { holidayCountry: "JP", ownHolidays: written });
    const screen = await screens.get(PAGES.hours, { cookie: admin.cookie, language: "ja" });
    expect(screen.field("ownHolidays").value).toBe(written);
    expect((await row()).ownHolidays).toHaveLength(6);
  });
});

describe("two admins on one page", () => {
  test("both are kept when they changed different things", async () => {
    const mine = formOf(await screens.get(PAGES.workspace, admin));
    await save(PAGES.workspace, { fiscalYearStart: "7" });
    expect((await screens.post(PAGES.workspace, { ...mine, name: "Renamed" }, admin)).status).toBe(200);
    expect(await row()).toMatchObject({ name: "Renamed", fiscalYearStart: 7 });
  });

  test("the second is shown what the first saved, loses nothing, and can save again", async () => {
    const mine = formOf(await screens.get(PAGES.workspace, admin));
    await save(PAGES.workspace, { name: "Theirs" });
    const clash = await screens.post(PAGES.workspace, { ...mine, name: "Mine" }, admin);
    expect(clash).toMatchObject({ status: 409, alert: texts.clash.title });
    expect(clash.field("name").value).toBe("Mine");
    expect(clash.text).toContain("Theirs");
    expect((await row()).name).toBe("Theirs");
    expect((await screens.post(PAGES.workspace, formOf(clash), admin)).status).toBe(200);
    expect((await row()).name).toBe("Mine");
  });

  test("a refused form does not forget what it was filled with", async () => {
    const mine = formOf(await screens.get(PAGES.workspace, admin));
    await save(PAGES.workspace, { fiscalYearStart: "7" });
    const refused = await screens.post(PAGES.workspace, { ...mine, name: " " }, admin);
    expect(refused.status).toBe(422);
    await screens.post(PAGES.workspace, { ...formOf(refused), name: "Named" }, admin);
    expect(await row()).toMatchObject({ name: "Named", fiscalYearStart: 7 });
  });
});

describe("the logo", () => {
  const BOUNDARY = "cut";
  const upload = (bytes: Uint8Array, as = admin) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\nContent-Type: image/png\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
    const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
    return screens.raw(PAGES.branding, { method: "POST", body, headers }, { cookie: as.cookie, headers });
  };
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: "#2f6f5e" } })
      .png()
      .toBuffer();

  test("is redrawn small and served under an address of its own until it is removed", async () => {
    expect((await upload(await picture(2_000, 500))).status).toBe(200);
    const { logoKey } = await row();
    const shown = await screens.raw(paths.logo(logoKey ?? ""), {}, rep);
    expect(shown.headers.get("content-type")).toBe("image/png");
    expect(shown.headers.get("cache-control")).toContain("immutable");
    const { width, height } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
    expect({ width, height }).toEqual({ width: 480, height: 120 });
    expect((await screens.get(paths.rooms(), rep)).html).toContain(`/logo?v=${logoKey}`);

    await screens.post(PAGES.branding, { intent: "remove-logo" }, admin);
    expect((await screens.raw(paths.logo(logoKey ?? ""), {}, rep)).status).toBe(404);
    expect(await storage().stat(logoKey ?? "")).toBeNull();
    expect(await eventsOf(admin.scope, "workspace.changed")).toHaveLength(2);
  });

  test("another one takes its place, and the first is gone from the store", async () => {
    await upload(await picture(100, 40));
    const first = (await row()).logoKey ?? "";
    await upload(await picture(90, 40));
    expect((await row()).logoKey).not.toBe(first);
    expect(await storage().stat(first)).toBeNull();
  });

  test.each([
    [
      "a script in a picture's clothes",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ["text", Buffer.from("no picture at all")],
    ["a picture cut short", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ])("is not %s", async (_what, bytes) => {
    const response = await upload(bytes);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(texts.errors.logo);
    expect((await row()).logoKey).toBeNull();
  });

  test("is not larger than what is said, nor anybody's but an admin's to change", async () => {
    const response = await upload(Buffer.alloc(3 * 1024 * 1024));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(en.validation.file_too_large);
    expect((await upload(await picture(10, 10), manager)).status).toBe(403);
    expect((await row()).logoKey).toBeNull();
  });
});
