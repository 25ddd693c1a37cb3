import { expect, test } from "vitest";
import { timeZoneOptions } from "~/platform/i18n/time-zones";
import { mailTexts } from "~/platform/mail-text.server";
import { squarePicture } from "~/platform/pictures.server";

const URL = "https://rooms.kumano.example/invite/x";

test("a mail says the same as plain text and as HTML, with its address to be seen in both", () => {
  const { text, html } = mailTexts({
    language: "en",
    lead: ["Aoi invites you.", "It takes a minute."],
    action: { label: "Accept", url: URL },
    notes: ["Seven days.", "Ignore it otherwise."],
    signature: "Aoi\nKumano",
  });
  expect(text).toBe(
    `Aoi invites you.\n\nIt takes a minute.\n\nAccept\n${URL}\n\nSeven days.\nIgnore it otherwise.\n\n-- \nAoi\nKumano\n`,
  );
  expect(html).toContain(`<a href="${URL}">Accept</a>`);
  expect(html).toContain(`<p>${URL}</p>`);
  expect(html).toContain("Seven days.<br>Ignore it otherwise.");
});

test("nothing that a person wrote becomes markup", () => {
  const evil = `"><img src=x onerror='1'>&`;
  const { html } = mailTexts({
    language: "ja",
    lead: [evil],
    action: { label: evil, url: `${URL}?"` },
    notes: [evil],
    signature: evil,
  });
  expect(html).not.toContain("<img");
  expect(html).toContain("&quot;&gt;&lt;img src=x onerror=&#39;1&#39;&gt;&amp;");
  expect(html).toContain(`href="${URL}?&quot;"`);
});

test("a mail may be only a lead", () => {
  expect(mailTexts({ language: "en", lead: ["Done."] }).text).toBe("Done.\n");
});

test("every zone to choose from exists, and a zone chosen elsewhere stays", () => {
  const zones = timeZoneOptions().map(({ value }) => value);
  for (const timeZone of zones)
    expect(new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone).toBeTruthy();
  expect(new Set(zones).size).toBe(zones.length);
  expect(timeZoneOptions("Asia/Ulaanbaatar")[0]).toEqual({
    value: "Asia/Ulaanbaatar",
    label: "Asia/Ulaanbaatar",
  });
  expect(timeZoneOptions("America/New_York")).toHaveLength(zones.length);
});

test("what is no picture becomes none", async () => {
  for (const bytes of [new Uint8Array(), new TextEncoder().encode("<svg/>"), new Uint8Array(64)])
    expect(await squarePicture(bytes, 16)).toBeNull();
});
