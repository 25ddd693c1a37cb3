import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { COMMON_PASSWORDS } from "~/features/auth/common-passwords";
import { hashPassword, isGuessable, isPassword } from "~/features/auth/passwords.server";

const AOI = { email: "aoi.mori@kumano.example", name: "Aoi Mori" };

describe("a stored password", () => {
  test("is argon2id with OWASP's costs and never the text itself", async () => {
    const stored = await hashPassword("縁側でお茶を飲む");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(stored).not.toContain("縁側");
  });

  test("has salt: the same password is stored differently each time", async () => {
    const [first, second] = await Promise.all([
      hashPassword("tea on the porch"),
      hashPassword("tea on the porch"),
    ]);
    expect(first).not.toBe(second);
    expect(await isPassword(first, "tea on the porch")).toBe(true);
    expect(await isPassword(second, "tea on the porch")).toBe(true);
  });

  test.each([
    ["full-width letters are the same letters", "engawa-2026", "ｅｎｇａｗａ－２０２６"],
    ["half-width kana are the same kana", "カタカナのうた", "ｶﾀｶﾅのうた"],
    ["composed and decomposed accents are the same", "caf\u00e9 au lait", "cafe\u0301 au lait"],
    ["a joined が is the same as か with its mark", "がんばるひと", "か\u3099んは\u3099るひと"],
  ])("%s, whichever way they were typed", async (_rule, kept, typed) => {
    expect(await isPassword(await hashPassword(kept), typed)).toBe(true);
    expect(await isPassword(await hashPassword(typed), kept)).toBe(true);
  });

  test.each([
    ["another case", "Tea on the porch"],
    ["a space too many", "tea on the porch "],
    ["a letter too few", "tea on the porc"],
    ["nothing", ""],
    ["the hash itself", "$argon2id$v=19$m=19456,t=2,p=1$"],
  ])("is not met by %s", async (_what, typed) => {
    expect(await isPassword(await hashPassword("tea on the porch"), typed)).toBe(false);
  });

  test("counts to its last character, however long it is", async () => {
    const long = "あ".repeat(199);
    const stored = await hashPassword(`${long}い`);
    expect(await isPassword(stored, `${long}い`)).toBe(true);
    expect(await isPassword(stored, `${long}う`)).toBe(false);
  });
});

describe("an account that doesn't exist", () => {
  test.each(["tea on the porch", "", "no account has this password"])(
    "is opened by nothing, not by %j",
    async (typed) => {
      expect(await isPassword(null, typed)).toBe(false);
    },
  );

  test("takes the work of a wrong password, so that timing tells nobody who has an account", async () => {
    const stored = await hashPassword("tea on the porch");
    await isPassword(null, "warm the decoy");
    const timeOf = async (hash: string | null) => {
      const times = [];
      for (let round = 0; round < 5; round++) {
        const start = performance.now();
        await isPassword(hash, "wrong");
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    expect((await timeOf(null)) / (await timeOf(stored))).toBeGreaterThan(0.3);
  });
});

describe("a password is easy to guess when it", () => {
  test.each([
    ["heads every list", "password123"],
    ["heads every list in capitals", "PassWord123"],
    ["heads every list in full width", "ｐａｓｓｗｏｒｄ１２３"],
    ["is popular in Japan", "doraemon"],
    ["names this product", "engawa123"],
    ["is the person's address", "aoi.mori@kumano.example"],
    ["is the person's address in capitals", "AOI.MORI@KUMANO.EXAMPLE"],
    ["is the front of the address", "aoi.mori"],
    ["is the person's name", "aoi mori"],
    ["is the person's name as they write it", "Aoi Mori"],
    ["repeats one digit", "77777777"],
    ["repeats one character", "ああああああああ"],
    ["repeats one full-width digit", "７７７７７７７７７"],
  ])("%s: %s", (_why, password) => {
    expect(isGuessable(password, AOI)).toBe(true);
  });

  test.each([
    ["only contains a common one", "password123 and tea"],
    ["contains the name in a sentence", "aoi mori drinks tea"],
    ["is a short Japanese sentence", "縁側でお茶を飲む"],
    ["repeats two characters", "abababab"],
  ])("but not when it %s: %s", (_why, password) => {
    expect(isGuessable(password, AOI)).toBe(false);
  });

  test("a name of up to three letters is too common in words to be held against anyone", () => {
    expect(isGuessable("aoi", { email: "aoi@kumano.example", name: "Aoi" })).toBe(false);
  });

  test("an empty password is no worse than refused elsewhere and names nobody", () => {
    expect(isGuessable("tea on the porch", { email: "", name: "" })).toBe(false);
  });

  test("every listed password is one that could otherwise be chosen, in lower case", () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(80);
    for (const password of COMMON_PASSWORDS) {
      expect(password).toBe(password.normalize("NFKC").toLowerCase());
    }
    expect([...COMMON_PASSWORDS].filter((password) => password.length < 8)).toEqual([]);
  });
});
