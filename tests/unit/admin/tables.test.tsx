// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { JobTable, type ListedJob } from "~/features/admin/components/job-table";
import { type ListedMail, MailTable } from "~/features/admin/components/mail-table";
import { FormsSection } from "~/features/admin/design/components/forms-section";
import { ListsSection } from "~/features/admin/design/components/lists-section";
import { Section } from "~/features/admin/design/components/section";
import { all, click, describedBy, LANGUAGES, one, open, submit, text, textsOf } from "../components/support";

const AT = new Date("2026-03-15T15:30:00Z");
const cells = (page: HTMLElement, row: number) => {
  const line = all(page, "tbody tr")[row];
  if (!line) throw new Error(`there is no row ${row}`);
  return textsOf(line, "td");
};

describe("the jobs", () => {
  const job = (over: Partial<ListedJob> = {}): ListedJob => ({
    id: "j1",
    kind: "documents.read",
    state: "queued",
    attempts: 0,
    runAt: AT,
    lastError: null,
    ...over,
  });
  const STATES = ["queued", "running", "done", "dead"] as const;

  test("say their state in words, how often they were tried, and when on the workspace's clock", async () => {
    const jobs = STATES.map((state, at) => job({ id: state, state, attempts: at }));
    const { page } = await open(<JobTable jobs={jobs} />);
    expect(STATES.map((_, at) => cells(page, at).slice(0, 2))).toEqual([
      ["Waiting", "0"],
      ["Running", "1"],
      ["Done", "2"],
      ["Failed", "3"],
    ]);
    // Half past midnight in Tokyo is the next day.
    expect(cells(page, 0)[2]).toMatch(/16.*(00|0|12):30/);
  });

  test("that failed say why, and only they can be run again, each by itself", async () => {
    const dead = job({ id: "j9", state: "dead", attempts: 5, lastError: "disk <full>" });
    const { page, posted } = await open(<JobTable jobs={[job(), dead]} />, { at: "/admin/jobs" });
    expect(all(page, "form")).toHaveLength(1);
    expect(text(all(page, "tbody tr")[1])).toContain("disk <full>");
    await click("Run again");
    expect(posted.map(({ form }) => form)).toEqual([{ jobId: "j9" }]);
  });

  test("being tried again tell the last error as well, without a way to hurry them", async () => {
    const { page } = await open(<JobTable jobs={[job({ attempts: 2, lastError: "timed out" })]} />);
    expect(text(page)).toContain("timed out");
    expect(all(page, "button")).toEqual([]);
  });

  test.each(LANGUAGES)("have a caption and four named columns, in %s", async (language) => {
    const { page } = await open(<JobTable jobs={[job({ state: "dead" })]} />, { language });
    expect(text(one(page, "caption"))).not.toBe("");
    expect(textsOf(page, "thead th").filter(Boolean)).toHaveLength(4);
    expect(text(page)).not.toMatch(/jobs\./);
  });
});

describe("the mails", () => {
  const mail = (over: Partial<ListedMail> = {}): ListedMail => ({
    id: "e1",
    to: "ren@hinoki.example",
    subject: "確認コード 482913",
    state: "sent",
    createdAt: AT,
    ...over,
  });

  test("lead to themselves, and say to whom they went and what became of them", async () => {
    const states = ["queued", "sent", "kept", "failed"] as const;
    const { page } = await open(<MailTable mails={states.map((state) => mail({ id: state, state }))} />);
    expect(states.map((_, at) => cells(page, at).slice(0, 2))).toEqual([
      ["ren@hinoki.example", "Waiting"],
      ["ren@hinoki.example", "Sent"],
      ["ren@hinoki.example", "Kept"],
      ["ren@hinoki.example", "Not sent"],
    ]);
    expect(all(page, "tbody a").map((a) => a.getAttribute("href"))).toEqual(
      states.map((state) => `/admin/mails/${state}`),
    );
  });

  test("show a subject as it was written, whatever is in it", async () => {
    const { page } = await open(<MailTable mails={[mail({ subject: "<b>Bold</b> & “quoted”" })]} />);
    expect(text(one(page, "tbody a"))).toBe("<b>Bold</b> & “quoted”");
    expect(all(page, "b")).toEqual([]);
  });

  test.each(LANGUAGES)("say on a phone in one column what the others would, in %s", async (language) => {
    const { page } = await open(<MailTable mails={[mail({ state: "failed" })]} />, { language });
    const heading = text(one(page, "tbody th"));
    for (const said of cells(page, 0)) expect(heading).toContain(said);
  });
});

describe("the page of the design", () => {
  test("has sections that can be linked to, under a heading of their own", async () => {
    const { page } = await open(<Section of="charts">Bars</Section>);
    expect(text(one(page, "#charts h2"))).not.toBe("");
    expect(text(one(page, "#charts"))).toContain("Bars");
  });

  test.each(LANGUAGES)("shows fields with what is wrong with them, in %s", async (language) => {
    const { page, posted } = await open(<FormsSection />, { language });
    const wrong = one<HTMLInputElement>(page, "input[name=wrong]");
    expect(wrong.getAttribute("aria-invalid")).toBe("true");
    expect(describedBy(wrong).filter(Boolean)).toHaveLength(1);
    expect(one<HTMLInputElement>(page, "input[name=locked]").disabled).toBe(true);
    expect(one<HTMLInputElement>(page, "input[name=read]").readOnly).toBe(true);
    for (const form of all<HTMLFormElement>(page, "form")) await submit(form);
    expect(posted).toEqual([]);
  });

  test("shows a refusal that takes no focus from the page", async () => {
    const { page } = await open(<FormsSection />);
    const box = one(page, "[role=alert]");
    expect(text(box)).not.toBe("");
    expect(box.closest("[inert]")).not.toBeNull();
  });

  test("shows how a list says what it is sorted by, to the ear as well", async () => {
    const { page } = await open(<ListsSection />);
    const sorted = all(page, "th[aria-sort]").map((th) => th.getAttribute("aria-sort"));
    expect(sorted).toContain("ascending");
    // Whichever way a name is written, it stays in its own cell.
    expect(all(page, "tbody td bdi")).toHaveLength(3);
  });
});
