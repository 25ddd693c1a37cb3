// @vitest-environment jsdom
import { expect, test } from "vitest";
import { CheckboxField, SelectField, TextArea, TextField } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { find, render, textsOf } from "./render";

function describedBy(control: Element): string[] {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "");
}

test("a field's label, error and hint belong to its control", async () => {
  const page = await render(
    <TextField label="E-mail" name="email" error="email" hint="We never share it." />,
  );
  const input = find<HTMLInputElement>(page, "input");
  expect(input.labels?.[0]?.textContent).toBe("E-mail");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(describedBy(input)).toEqual([
    "Please enter an e-mail address, such as name@example.com.",
    "We never share it.",
  ]);
});

test("a field without an error or hint points at nothing", async () => {
  const page = await render(<TextField label="Name" name="name" />);
  const input = find(page, "input");
  expect(input.hasAttribute("aria-invalid")).toBe(false);
  expect(input.hasAttribute("aria-describedby")).toBe(false);
});

test("an error speaks the reader's language", async () => {
  const page = await render(<TextField label="名前" name="name" error="required" />, { language: "ja" });
  expect(describedBy(find(page, "input"))).toEqual(["入力してください。"]);
});

test("an error may come from another namespace or be a finished sentence", async () => {
  const page = await render(
    <>
      <TextField label="A" name="a" error="common:status.failed" />
      <TextField label="B" name="b" error="This file has 3 pages: too few." />
    </>,
  );
  expect(textsOf(page, "p")).toEqual(["Failed", "This file has 3 pages: too few."]);
});

test("what was typed stays in the field", async () => {
  const page = await render(
    <>
      <TextField label="Name" name="name" defaultValue="縁側" error="too_long" />
      <TextArea label="Note" name="note" defaultValue={"two\nlines"} />
      <SelectField
        label="Stage"
        name="stage"
        defaultValue="won"
        options={[
          { value: "open", label: "Open" },
          { value: "won", label: "Won" },
        ]}
      />
    </>,
  );
  expect(find<HTMLInputElement>(page, "input").value).toBe("縁側");
  expect(find<HTMLTextAreaElement>(page, "textarea").value).toBe("two\nlines");
  expect(find<HTMLSelectElement>(page, "select").value).toBe("won");
});

test.each([
  ["on", true],
  ["", false],
  [undefined, false],
  [true, true],
])("a checkbox repeated as %j is ticked: %j", async (defaultValue, isTicked) => {
  const page = await render(
    <CheckboxField label="Allow downloads" name="download" defaultValue={defaultValue} />,
  );
  const box = find<HTMLInputElement>(page, "input");
  expect(box.checked).toBe(isTicked);
  expect(box.value).toBe("on");
});

test("a required field says so in words and to assistive technology", async () => {
  const page = await render(<TextField label="商談" name="deal" required />, { language: "ja" });
  expect(find(page, "input").getAttribute("aria-required")).toBe("true");
  expect(page.textContent).toContain("必須");
});

test("a refused form announces why and takes the focus; an accepted one shows nothing", async () => {
  const refused = await render(<FormError message="form" />);
  expect(find(refused, "[role=alert]").textContent).toBe("Please check the marked fields.");
  expect(document.activeElement).toBe(find(refused, "[role=alert]"));
  expect((await render(<FormError message={undefined} />)).textContent).toBe("");
});
