// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { FreshLink } from "~/features/sharing/components/fresh-link";
import { ShareLinkForm } from "~/features/sharing/components/share-link-form";
import { type ListedLink, ShareLinkTable } from "~/features/sharing/components/share-link-table";
import { all, click, describedBy, isThere, named, one, open, submit, text, textsOf, type } from "./support";

describe("the form of a share link", () => {
  test("asks for an address by default, and for no list once anyone may come", async () => {
    const { page, posted } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" />, {
      at: "/rooms/r1/links",
    });
    expect(one<HTMLInputElement>(page, "input[name=gate]:checked").value).toBe("email");
    expect(all(page, "textarea")).toHaveLength(1);
    await click(one<HTMLInputElement>(page, "input[value=open]"));
    expect(all(page, "textarea")).toEqual([]);
    await type(named("Name"), "購買部");
    await submit(one(page, "form"));
    expect(posted[0]?.form).toEqual({ intent: "create", label: "購買部", gate: "open", expiresOn: "" });
  });

  test("a refused one keeps what was typed and says what to do about it", async () => {
    const values = {
      label: "",
      gate: "code",
      allowed: "not a domain",
      expiresOn: "2026-03-01",
      allowDownload: "on",
    };
    const reply = { values, errors: { label: "required", allowed: "x" } };
    const { page } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" reply={reply} />);
    expect(one<HTMLTextAreaElement>(page, "textarea").value).toBe("not a domain");
    expect(one<HTMLInputElement>(page, "input[name=gate]:checked").value).toBe("code");
    expect(named<HTMLInputElement>("Documents may be downloaded").checked).toBe(true);
    expect(describedBy(named("Name"))[0]).toBe("Please fill this in.");
    expect(describedBy(one(page, "textarea"))[0]).toContain(
      "each entry must be an e-mail address or a domain",
    );
  });

  test("an edited one starts from what it allows, addresses before domains", async () => {
    const link = {
      id: "l1",
      label: "A",
      gate: "code" as const,
      allowedDomains: ["hinoki.example"],
      allowedEmails: ["ren@sugi.example"],
      lastDay: null,
      allowDownload: false,
    };
    const { page } = await open(<ShareLinkForm roomId="r1" today="2026-03-16" link={link} />);
    expect(one<HTMLTextAreaElement>(page, "textarea").value).toBe("ren@sugi.example\nhinoki.example");
    expect(isThere("Save") && isThere("Cancel")).toBe(true);
  });
});

describe("the table of share links", () => {
  const link: ListedLink = {
    id: "l1",
    label: "購買部",
    gate: "code",
    allowedDomains: ["hinoki.example"],
    allowedEmails: [],
    lastDay: null,
    allowDownload: false,
    state: "active",
    expiresAt: null,
    createdAt: new Date("2026-03-15T15:30:00Z"),
    createdByName: "森 葵",
    lastOpenedAt: null,
    viewerCount: 3,
  };
  const table = (over: Partial<ListedLink> = {}, room = {}) => (
    <ShareLinkTable
      links={[{ ...link, ...over }]}
      room={{ id: "r1", canShare: true, canRevoke: true, ...room }}
    />
  );

  test("says in one line what a link asks, gives and until when", async () => {
    const { page } = await open(table());
    expect(page.textContent).toContain("View only · No end · 1 allowed entry");
    expect(page.textContent).toContain("Never");
    const two = await open(
      table({
        allowedEmails: ["a@b.example"],
        allowDownload: true,
        expiresAt: new Date("2026-03-31T14:59:59Z"),
      }),
    );
    expect(two.page.textContent).toContain("Download · Until Mar 31, 2026 · 2 allowed entries");
  });

  test("a closed link stays in sight and offers nothing; without leave neither does an open one", async () => {
    const closed = await open(table({ state: "revoked" }));
    expect(closed.page.textContent).toContain("Closed");
    expect(all(closed.page, "td button, td a")).toEqual([]);
    const { page } = await open(table({}, { canShare: false }));
    expect(textsOf(page, "td button, td a")).toEqual(["Close"]);
  });

  test("closing asks first, names the link, and only then posts", async () => {
    const { posted } = await open(table());
    await click("Close");
    expect(posted).toEqual([]);
    expect(text(one(document, "[role=dialog] h2"))).toBe("Close “購買部”?");
    await click("Close the link");
    expect(posted[0]?.form).toEqual({ intent: "revoke", linkId: "l1" });
    expect(all(document, "[role=dialog]")).toEqual([]);
  });

  test("a fresh address is selected, ready to be copied, and can't be changed", async () => {
    Object.assign(Element.prototype, { scrollIntoView: () => undefined });
    const { page } = await open(<FreshLink url="https://kumano.example/r/x" />);
    const input = one<HTMLInputElement>(page, "input");
    expect([input.selectionStart, input.selectionEnd, input.readOnly]).toEqual([0, 26, true]);
  });
});
