import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarText } from "~/features/rooms/plan/feeds/calendar.server";
import type { FeedTask } from "~/features/rooms/plan/feeds/data.server";

const task = (over: Partial<FeedTask> = {}): FeedTask => ({
  id: "t1",
  pageId: "p1",
  title: "Kick-off",
  description: null,
  status: "to_do",
  updatedAt: new Date("2026-03-01T05:06:07Z"),
  version: 2,
  dueOn: "2026-03-31",
  ...over,
});
const write = (tasks: FeedTask[], roomName = "Aoba") =>
  calendarText({
    roomName,
    tasks,
    urlOf: ({ id }) => `https://deals.example/task/${id}?a=1&b=2`,
    host: "deals.example",
  });

/** As a calendar reads it: folded lines joined, each line a name and a value. */
function read(text: string): Map<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, "").split("\r\n");
  const events: Map<string, string>[] = [];
  let event: Map<string, string> | null = null;
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") event = new Map();
    else if (line === "END:VEVENT" && event) {
      events.push(event);
      event = null;
    } else if (event) {
      const [name = "", ...value] = line.split(":");
      event.set(name, value.join(":"));
    }
  }
  return events;
}
const only = (text: string) => read(text)[0] ?? new Map<string, string>();
const unescaped = (value = "") =>
  value.replace(/\\([\\;,nN])/g, (_, sign) => (sign === "n" || sign === "N" ? "\n" : sign));

describe("a calendar", () => {
  test("says what it is, and is one even without a task", () => {
    const text = write([]);
    expect(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")).toBe(true);
    expect(text).toContain("METHOD:PUBLISH");
    expect(text).toMatch(/PRODID:.*Engawa.*Plan/);
    expect(text.trimEnd().endsWith("END:VCALENDAR")).toBe(true);
    expect(read(text)).toEqual([]);
  });

  test("ends each line as calendars want it, and no other way", () => {
    expect(write([task({ description: "one\ntwo\r\nthree" })]).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("has as many events as there are tasks, in their order", () => {
    const tasks = ["a", "b", "c"].map((id) => task({ id }));
    expect(read(write(tasks)).map((event) => event.get("UID"))).toEqual([
      "task-a@deals.example",
      "task-b@deals.example",
      "task-c@deals.example",
    ]);
  });
});

describe("an event", () => {
  test.each([
    ["2026-03-31", "20260331", "20260401"],
    ["2026-12-31", "20261231", "20270101"],
    ["2028-02-28", "20280228", "20280229"],
    ["2028-02-29", "20280229", "20280301"],
    ["2026-03-29", "20260329", "20260330"],
  ])("on %s is a whole day, without a zone", (dueOn, start, end) => {
    const event = only(write([task({ dueOn })]));
    expect(event.get("DTSTART;VALUE=DATE")).toBe(start);
    expect(event.get("DTEND;VALUE=DATE")).toBe(end);
    expect([...event.keys()].join()).not.toContain("TZID");
  });

  test.each([
    ["to_do", "CONFIRMED", "Kick-off"],
    ["in_progress", "CONFIRMED", "Kick-off"],
    ["done", "CONFIRMED", "✓ Kick-off"],
    ["cancelled", "CANCELLED", "Kick-off"],
  ] as const)("of a task that is %s is %s and called %j", (status, said, summary) => {
    const event = only(write([task({ status })]));
    expect([event.get("STATUS"), event.get("SUMMARY")]).toEqual([said, summary]);
  });

  test("makes nobody busy", () => {
    expect(only(write([task()])).get("TRANSP")).toBe("TRANSPARENT");
  });

  test("keeps its id when it moves and says that it is newer", () => {
    const before = only(write([task()]));
    const moved = only(
      write([task({ dueOn: "2026-04-02", version: 3, updatedAt: new Date("2026-03-02T00:00:00Z") })]),
    );
    expect(moved.get("UID")).toBe(before.get("UID"));
    expect([before.get("SEQUENCE"), moved.get("SEQUENCE")]).toEqual(["2", "3"]);
    expect(before.get("DTSTAMP")).toBe("20260301T050607Z");
    expect(moved.get("LAST-MODIFIED")).toBe("20260302T000000Z");
  });

  test("leads to the task, in its words too", () => {
    const event = only(write([task({ description: "Bring the plan; all of it, please" })]));
    const address = "https://deals.example/task/t1?a=1&b=2";
    expect([...event].some(([name, value]) => name.startsWith("URL") && value === address)).toBe(true);
    expect(unescaped(event.get("DESCRIPTION"))).toBe(`Bring the plan; all of it, please\nAoba\n${address}`);
  });

  test("is not written by what somebody typed", () => {
    const title = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged";
    const events = read(write([task({ title })]));
    expect(events).toHaveLength(1);
    expect(events[0]?.get("SUMMARY")).toContain("forged");
  });

  test.each([
    ["commas, semicolons; and \\ backslashes", "commas\\, semicolons\\; and \\\\ backslashes"],
    ["colon: stays", "colon: stays"],
    ["見積り、確認；", "見積り、確認；"],
  ])("escapes %j", (title, written) => {
    expect(only(write([task({ title })])).get("SUMMARY")).toBe(written);
  });
});

describe("whatever a task is called", () => {
  const words = fc
    .array(fc.constantFrom("あ", "漢字", "abc", " ", ",", ";", "\\", ":", "😀", "e\u0301", "n", "\\n"), {
      minLength: 1,
      maxLength: 120,
    })
    .map((parts) => `«${parts.join("")}»`);

  test("no line is longer than 75 octets, and no sign is cut in two", () => {
    fc.assert(
      fc.property(words, (title) => {
        for (const line of write([task({ title, description: title })], title).split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a calendar reads the same words", () => {
    fc.assert(
      fc.property(words, (title) => {
        expect(unescaped(only(write([task({ title })])).get("SUMMARY"))).toBe(title);
      }),
      { numRuns: 40 },
    );
  });
});
