// @vitest-environment jsdom
import { expect, test } from "vitest";
import { WorkspaceSwitcher } from "~/ui/workspace-switcher";
import { find, render, textsOf } from "./render";

const choices = [
  { memberId: "1", name: "株式会社縁側" },
  { memberId: "2", name: "Nagara Paper" },
];

test("who works in several workspaces switches by a form; the open one is marked", async () => {
  const page = await render(<WorkspaceSwitcher choices={choices} currentId="1" itemLook="" />);
  expect(find(page, "form").getAttribute("action")).toBe("/switch-workspace");
  expect(find(page, "form").getAttribute("method")).toBe("post");
  expect(textsOf(page, "button")).toEqual(["株式会社縁側", "Nagara Paper"]);
  expect(textsOf(page, "[aria-current=true]")).toEqual(["株式会社縁側"]);
  expect(find(page, "button[value='2']").getAttribute("aria-label")).toBe("Switch to Nagara Paper");
});

test("who works in one sees nothing of it", async () => {
  const page = await render(<WorkspaceSwitcher choices={choices.slice(0, 1)} currentId="1" itemLook="" />);
  expect(page.querySelector("form, section")).toBeNull();
});
