// @vitest-environment jsdom

import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FormatForm } from "~/features/accounts/imports/components/format-form";
import { ImportProgress } from "~/features/accounts/imports/components/import-progress";
import { ImportResult } from "~/features/accounts/imports/components/import-result";
import { ImportTable } from "~/features/accounts/imports/components/import-table";
import { MappingForm, StartBar } from "~/features/accounts/imports/components/mapping-form";
import { IMPORT_FIELDS, IMPORT_KINDS } from "~/features/accounts/imports/fields/schema";
import {
  all,
  click,
  describedBy,
  isThere,
  LANGUAGES,
  named,
  one,
  open,
  text,
  textsOf,
  until,
} from "../components/support";

beforeEach(() => {
  vi.stubGlobal(
    "EventSource",
    class {
      addEventListener() {}
      removeEventListener() {}
      close() {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const COUNTS = { createdRows: 1_200, updatedRows: 30, skippedRows: 4, refusedRows: 0 };

describe("how the file is written", () => {
  test("is shown and can be changed", async () => {
    const { posted } = await open(
      <FormatForm encoding="shift_jis" delimiter="comma" problem={null} isGarbled={false} />,
      { at: "/imports/i1" },
    );
    const selects = all<HTMLSelectElement>(document, "select");
    expect(selects.map(({ value }) => value)).toEqual(["shift_jis", "comma"]);
    const [encoding] = selects;
    if (encoding) encoding.value = "utf-8";
    await click(one<HTMLButtonElement>(document, "button[value=format]"));
    expect(posted[0]?.form).toEqual({ intent: "format", encoding: "utf-8", delimiter: "comma" });
  });

  test("a garbled text says what to try", async () => {
    const { page } = await open(<FormatForm encoding="utf-8" delimiter="tab" problem={null} isGarbled />);
    expect(all(page, "[role=alert]")).toHaveLength(1);
  });
});

describe("which column is what", () => {
  const show = (over: Partial<Parameters<typeof MappingForm>[0]> = {}) =>
    open(
      <>
        <MappingForm
          kind="contacts"
          columns={["氏名", "メール", "備考", "備考"]}
          firstRow={["柴田 蓮", "shibata@aoba.example", "", ""]}
          mapping={{ name: 0, email: 1 }}
          onDuplicate="skip"
          missing={[]}
          isHeadless={false}
          {...over}
        />
        <StartBar />
      </>,
      { at: "/imports/i1" },
    );

  test("is guessed, shown with the first row's value, and numbered where headings repeat", async () => {
    const { page } = await show();
    const email = one<HTMLSelectElement>(page, "select[name=email]");
    expect(email.value).toBe("1");
    expect(describedBy(email)).toContain("First row: shibata@aoba.example");
    const names = [...new Set(textsOf(email, "option"))];
    expect(names).toHaveLength(5);
    expect(text(page)).toContain("These headings stand over several columns: 備考.");
  });

  test("a change renews the preview at once", async () => {
    const { page, posted } = await show();
    const title = one<HTMLSelectElement>(page, "select[name=title]");
    await act(async () => {
      title.value = "2";
      title.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await until(() => posted.length === 1);
    expect(posted[0]?.form).toMatchObject({ intent: "map", email: "1", title: "2", onDuplicate: "skip" });
  });

  test("a needed field without a column is named above and at the field", async () => {
    const { page } = await show({ mapping: { name: 0 }, missing: ["email"] });
    expect(text(one(page, "[role=alert]"))).toContain("Please choose the columns for:");
    expect(describedBy(one(page, "select[name=email]"))).toContain("Please choose a column.");
  });

  test("a file without headings is told to have them", async () => {
    expect(text((await show({ isHeadless: true })).page)).toContain("The first row looks like data.");
  });

  test.each(IMPORT_KINDS)("offers every field of %s, and no other", async (kind) => {
    const { page } = await show({ kind, mapping: {} });
    expect(all<HTMLSelectElement>(page, "select").map(({ name }) => name)).toEqual([...IMPORT_FIELDS[kind]]);
  });

  test("starting sends the whole mapping", async () => {
    const { posted } = await show({ onDuplicate: "update" });
    await click(one<HTMLButtonElement>(document, "button[value=start]"));
    expect(posted[0]?.form).toMatchObject({
      intent: "start",
      name: "0",
      email: "1",
      title: "",
      onDuplicate: "update",
    });
  });
});

describe("a running import", () => {
  const show = (over: Partial<Parameters<typeof ImportProgress>[0]> = {}) =>
    open(
      <ImportProgress
        state="running"
        doneRows={25_000}
        totalRows={100_000}
        counts={COUNTS}
        canSteer
        {...over}
      />,
      { at: "/imports/i1" },
    );

  test("says how far it is to eyes and ears", async () => {
    const { page } = await show();
    const bar = one(page, "[role=progressbar]");
    expect(bar.getAttribute("aria-valuetext")).toBe("25,000 of 100,000 rows");
    expect(text(page)).toContain("25,000 of 100,000 rows");
  });

  test("can be paused, and a paused one goes on", async () => {
    const { posted } = await show();
    await click("Pause");
    expect(posted[0]?.form).toEqual({ intent: "pause" });
    const paused = await show({ state: "paused" });
    await click("Go on");
    expect(paused.posted[0]?.form).toEqual({ intent: "resume" });
  });

  test("is only watched by those who may not steer it", async () => {
    const { page } = await show({ canSteer: false });
    expect(all(page, "form")).toEqual([]);
  });
});

describe("what an import came to", () => {
  const show = (over: Partial<Parameters<typeof ImportResult>[0]> = {}) =>
    open(
      <ImportResult
        id="i1"
        kind="deals"
        state="done"
        failure={null}
        doneRows={1_234}
        counts={COUNTS}
        {...over}
      />,
    );

  test("leads to what it made", async () => {
    await show();
    expect(named<HTMLAnchorElement>("Open the deals").getAttribute("href")).toBe("/deals");
    expect(isThere("Download the refused rows")).toBe(false);
  });

  test("refused rows are there to be corrected", async () => {
    await show({ counts: { ...COUNTS, refusedRows: 3 } });
    expect(named<HTMLAnchorElement>("Download the refused rows").getAttribute("href")).toContain(
      "/imports/i1",
    );
  });

  test("a file that was never taken is not called an import", async () => {
    const { page } = await show({ state: "cancelled", doneRows: 0 });
    expect(text(page)).toContain("This file was not imported.");
    expect(isThere("Open the deals")).toBe(false);
  });

  test.each(["file_gone", "member_left", "broken_quotes", "unheard of"])(
    "%s is explained",
    async (failure) => {
      const { page } = await show({ state: "failed", failure });
      expect(text(page)).not.toContain("failures.");
      expect(text(page)).toMatch(/\w+\./);
    },
  );
});

describe("the list of imports", () => {
  test.each(LANGUAGES)("names kind and state of each in %s", async (language) => {
    const states = ["mapping", "running", "paused", "done", "failed", "cancelled"] as const;
    const rows = states.map((state, at) => ({
      id: `i${at}`,
      kind: "contacts" as const,
      fileName: `名簿 ${at}.csv`,
      state,
      doneRows: at * 1_000,
      totalRows: at === 0 ? null : 10_000,
      createdAt: "2026-11-20T03:00:00Z",
      memberName: "森 あおい",
    }));
    const { page } = await open(<ImportTable rows={rows} />, { language });
    expect(textsOf(page, "tbody th")).toEqual(rows.map(({ fileName }) => fileName));
    const shown = new Set(textsOf(page, "tbody td:nth-child(3)"));
    expect(shown.size).toBe(states.length);
    expect(textsOf(page, "tbody td:nth-child(4)")[1]).toMatch(/ 1,000 \/ 10,000$/);
  });
});
