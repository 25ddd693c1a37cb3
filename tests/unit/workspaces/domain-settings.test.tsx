// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { DomainForm } from "~/features/workspaces/domains/components/domain-form";
import { DomainSteps } from "~/features/workspaces/domains/components/domain-steps";
import type { SettingsReply } from "~/features/workspaces/settings/schema";
import { all, click, describedBy, named, one, open, text, until } from "../components/support";

const answer = (over: Partial<SettingsReply>): SettingsReply => ({
  done: false,
  errors: {},
  values: null,
  seen: null,
  theirs: null,
  ...over,
});

describe("a domain of one's own", () => {
  const steps = {
    domain: "rooms.minato.example",
    record: "rooms.minato.example. CNAME engawa.example.",
    probeUrl: "https://rooms.minato.example/healthz",
    reachedAt: null,
    sampleUrl: "https://rooms.minato.example/r/abc",
  };

  test("an address that is no domain stays and is told why", async () => {
    await open(
      <DomainForm
        stored={{ customDomain: "" }}
        canChange
        reply={answer({ errors: { customDomain: "domain" }, values: { customDomain: "my rooms" } })}
      />,
      { at: "/settings/domain" },
    );
    const field = named<HTMLInputElement>("Domain of your rooms");
    expect(field.value).toBe("my rooms");
    expect(describedBy(field)[0]).toBe("Please enter a domain, such as example.com.");
    expect(describedBy(field)[1]).toContain("Links that were shared before keep working.");
  });

  test("what is left to do stands in order, with the entry to copy and the address to try", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    expect(all(page, "ol > li")).toHaveLength(3);
    expect(text(one(page, "code"))).toBe(steps.record);
    expect(text(one(page, "ol > li:nth-child(2)"))).toContain("accept rooms.minato.example, with");
    expect(one(page, "a").getAttribute("href")).toBe(steps.probeUrl);
    expect(text(page)).toContain(`New share links look like ${steps.sampleUrl}`);
  });

  test("it claims to have been reached only when it was", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    expect(text(page)).toContain("has not been reached under the domain");
    const { page: reached } = await open(<DomainSteps {...steps} reachedAt="2026-11-20T03:00:00Z" />);
    expect(text(reached)).toContain("This installation answered under the domain");
    expect(text(reached)).not.toContain("has not been reached");
    expect(one(reached, "time").getAttribute("datetime")).toBe("2026-11-20T03:00:00.000Z");
  });

  test("an entry that cannot be copied says so aloud", async () => {
    const { page } = await open(<DomainSteps {...steps} />);
    await click("Copy");
    await until(() => text(one(page, "ol [aria-live=polite]")) !== "");
    expect(text(one(page, "ol [aria-live=polite]"))).toContain("Could not copy.");
  });
});
