// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import {
  AcceptForm,
  type AcceptFormProps,
} from "~/features/rooms/proposals/acceptance/components/accept-form";
import { AcceptanceList } from "~/features/rooms/proposals/acceptance/components/acceptance-list";
import {
  AcceptancePlace,
  type AcceptancePlaceProps,
} from "~/features/rooms/proposals/acceptance/components/acceptance-place";
import { acceptSchema } from "~/features/rooms/proposals/acceptance/schema";
import { isSignatureOf } from "~/features/rooms/proposals/acceptance/utils";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  leave,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
} from "../components/support";

const VERSION = "0123456789abcdefghjkmnpqrs";
const SHOWN = "a".repeat(64);
afterEach(leave);

describe("a typed name stands for a signature", () => {
  test.each([
    ["森 葵", "森葵"],
    ["森　葵", "森 葵"],
    ["ren sato", "Ren Sato"],
    ["Ｒｅｎ Ｓａｔｏ", "Ren Sato"],
    ["J. Smith, Jr.", "J Smith Jr"],
    ["サトウ・レン", "さとうれん"],
    ["ｻﾄｳ ﾚﾝ", "サトウ レン"],
  ])("%j is %j", (typed, name) => {
    expect(isSignatureOf(typed, name)).toBe(true);
  });

  test.each([
    ["", ""],
    [" . ", "・"],
    ["", "Ren"],
    ["Ren", "Ren Sato"],
    ["Ren Sato", "Ren Satou"],
    ["髙橋", "高橋"],
    ["Ren\u202eotaS", "Ren Sato"],
  ])("%j is not %j", (typed, name) => {
    expect(isSignatureOf(typed, name)).toBe(false);
  });
});

describe("what is signed", () => {
  const form = (given: object = {}) => ({
    versionId: VERSION,
    shown: SHOWN,
    language: "ja",
    name: "森 葵",
    signature: "森葵",
    consent: "on",
    ...given,
  });

  test("is read without what hides in names; no title is none", () => {
    const signed = acceptSchema.parse(form({ name: " 森\u200b  葵\u202e ", title: " " }));
    expect(signed).toMatchObject({ name: "森 葵", title: null });
    expect(acceptSchema.parse(form({ title: " 部長 " })).title).toBe("部長");
    expect(acceptSchema.parse(form({ versionId: `${VERSION}.1` })).versionId).toBe(`${VERSION}.1`);
  });

  test.each<[string, object, string]>([
    ["another version than there can be", { versionId: "latest" }, "versionId"],
    ["no print of what was shown", { shown: "" }, "shown"],
    ["a language we don't speak", { language: "fr" }, "language"],
    ["no name", { name: " " }, "name"],
    ["a name without end", { name: "x".repeat(121), signature: "x".repeat(121) }, "name"],
    ["a title without end", { title: "x".repeat(121) }, "title"],
    ["no signature", { signature: "" }, "signature"],
    ["another name's signature", { signature: "佐藤 蓮" }, "signature"],
    ["no consent", { consent: undefined }, "consent"],
    ["a consent that says no", { consent: "off" }, "consent"],
  ])("is refused with %s, told at its field", (_what, given, field) => {
    const read = acceptSchema.safeParse(form(given));
    expect(read.error?.issues.map(({ path }) => path[0])).toContain(field);
  });

  test("takes nothing it doesn't ask for", () => {
    expect(acceptSchema.safeParse(form({ totalMinor: 1 })).success).toBe(false);
  });
});

describe("the form to accept", () => {
  const sum = { blockId: "abcdefgh1234", currency: "JPY", netMinor: 1_000, taxMinor: 100, totalMinor: 1_100 };
  const draw = (given: Partial<AcceptFormProps> = {}) => (
    <AcceptForm
      offer={{
        versionId: VERSION,
        shown: SHOWN,
        language: "en",
        consent: "I accept version 3.",
        totals: [sum],
      }}
      values={{}}
      errors={{}}
      isOutdated={false}
      place={{ roomId: "r", pageId: "p" }}
      {...given}
    />
  );

  test("sends what was on the screen together with what was typed", async () => {
    const { page, posted } = await open(draw());
    await type(named<HTMLInputElement>("Your name"), "Aoi Mori");
    await type(named<HTMLInputElement>("Signature"), "aoi mori");
    await click(one<HTMLInputElement>(page, "[type=checkbox]"));
    await submit(one(page, "form"));
    const sent = posted[0]?.form ?? {};
    expect(sent).toMatchObject({ versionId: VERSION, shown: SHOWN, language: "en", consent: "on" });
    expect(acceptSchema.safeParse(sent).success).toBe(true);
  });

  test.each([
    ["en", ["¥1,000", "¥100", "¥1,100"]],
    ["ja", ["￥1,000", "￥100", "￥1,100"]],
  ] as const)("tells in %s what it comes to, each table by itself", async (language, sums) => {
    const { page } = await open(draw(), { language });
    expect(textsOf(page, "dd")).toEqual(sums);
  });

  test("without prices speaks of none", async () => {
    const offer = { versionId: VERSION, shown: SHOWN, language: "en", consent: "I accept.", totals: [] };
    const { page } = await open(draw({ offer }));
    expect(all(page, "dl")).toEqual([]);
  });

  test("keeps what was typed and says at each field what is wrong", async () => {
    const { page } = await open(
      draw({
        values: { name: "Aoi Mori", signature: "Ren", title: "CFO" },
        errors: {
          signature: "buyer:acceptance.errors.signature",
          consent: "buyer:acceptance.errors.consent",
        },
      }),
    );
    expect(named<HTMLInputElement>("Your name").value).toBe("Aoi Mori");
    expect(describedBy(named("Signature"))[0]).toBe("Please type the same name as above.");
    expect(named("Signature").getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(one(page, "[type=checkbox]"))[0]).toBe("Please confirm that you accept.");
  });

  test("leads to the newest text when another one was published meanwhile", async () => {
    const { page } = await open(draw({ isOutdated: true }));
    expect(text(one(page, "[role=alert]"))).toContain("A newer version was published");
    expect(named<HTMLAnchorElement>("Read the newest version").getAttribute("href")).toBe("/room/r/p/p");
    expect(isThere("Accept now")).toBe(true);
  });
});

describe("where a proposal can be accepted", () => {
  const accepted = {
    id: "a1",
    name: "<Aoi>",
    at: "2026-11-22T03:00:00Z",
    number: 4,
    hasCertificate: true,
    isOwn: true,
  };
  const draw = (place: Partial<AcceptancePlaceProps["place"]>) => (
    <AcceptancePlace
      roomId="r"
      pageId="p"
      place={{ versionId: VERSION, isPreview: false, accepted: null, ...place }}
    />
  );

  test.each(LANGUAGES)("a buyer finds the way to sign that very version, in %s", async (language) => {
    const { page } = await open(draw({}), { language });
    expect(one<HTMLAnchorElement>(page, "a").getAttribute("href")).toContain(VERSION);
  });

  test("a preview offers nothing to sign", async () => {
    const { page } = await open(draw({ isPreview: true }));
    expect(all(page, "a, button")).toEqual([]);
    expect(text(page)).toContain("In a preview nothing can be accepted.");
  });

  test.each([
    ["who signed gets the certificate", {}, true, ""],
    [
      "who signed waits while it is being made",
      { hasCertificate: false },
      false,
      "The certificate is being made.",
    ],
    ["others see who signed, and no certificate", { isOwn: false }, false, ""],
  ])("%s", async (_who, given, isOffered, words) => {
    const { page } = await open(draw({ accepted: { ...accepted, ...given } }));
    expect(text(page)).toContain("Accepted by <Aoi>");
    expect(text(page)).toContain("Version 4, ");
    expect(isThere("Certificate (PDF)")).toBe(isOffered);
    expect(text(page).includes("The certificate is being made.")).toBe(words !== "");
    expect(isThere("Review and accept")).toBe(false);
  });
});

test("the team sees each acceptance with its version, and the certificate once there is one", async () => {
  const face = { id: "a1", name: "Aoi", title: "CFO", at: "2026-11-22T03:00:00Z", versionNumber: 4 };
  const { page } = await open(
    <AcceptanceList
      acceptances={[
        { ...face, hasCertificate: true },
        { ...face, id: "a2", name: "Ren", title: null, versionNumber: 3, hasCertificate: false },
      ]}
    />,
  );
  const [first, second] = all(page, "li");
  expect(text(first)).toContain("Accepted by Aoi");
  expect(text(first)).toContain("CFO");
  expect(all(page, "a")).toHaveLength(1);
  expect(text(second)).toContain("Version 3");
  expect(text(second)).toContain("The certificate is being made");
  const none = await open(<AcceptanceList acceptances={[]} />);
  expect(all(none.page, "ul")).toEqual([]);
});
