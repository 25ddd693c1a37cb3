// @vitest-environment jsdom
import { expect, test } from "vitest";
import { Select, TextField } from "~/ui/field";
import { PageHeader } from "~/ui/page-header";
import { Table, Td, Th, Tr } from "~/ui/table";
import { find, render, textsOf } from "./render";

const table = (isStacked: boolean) => (
  <Table caption="People" isStacked={isStacked}>
    <thead>
      <Tr>
        <Th>Name</Th>
        <Th align="end">Visits</Th>
      </Tr>
    </thead>
    <tbody>
      <Tr>
        <Td heading>Ren Sato</Td>
        <Td align="end" label="Visits">
          4
        </Td>
      </Tr>
    </tbody>
  </Table>
);

test("a stacked table stays a table: rows with headers, and a bare number has its heading beside it for phones", async () => {
  const page = await render(table(true));
  expect(find(page, "th[scope=row]").textContent).toBe("Ren Sato");
  expect(find(page, "tbody td").textContent).toBe("Visits 4");
  expect(find(page, "tbody td span").className).toContain("sm:hidden");
  expect(find(page, "table").className).toContain("max-sm:block");
});

test("a table that is not stacked keeps its columns on a phone", async () => {
  const page = await render(table(false));
  expect(find(page, "table").className).not.toContain("max-sm:block");
});

test("a title can have one menu beside it, apart from the actions", async () => {
  const page = await render(
    <PageHeader
      title="Offer"
      menu={<button type="button">More</button>}
      actions={<button type="button">Share</button>}
    />,
  );
  expect(textsOf(page, "h1 ~ div button")).toEqual(["More"]);
  expect(textsOf(page, "header > div:last-child button")).toEqual(["Share"]);
});

test("a bare choice is a control of the kit like those with a label", async () => {
  const page = await render(
    <Select name="owner" aria-label="Owner" defaultValue="2">
      <option value="1">森</option>
      <option value="2">Emma</option>
    </Select>,
  );
  const select = find<HTMLSelectElement>(page, "select[aria-label=Owner]");
  expect(select.value).toBe("2");
  expect(select.className).toContain("appearance-none");
});

test("a file is chosen with a button of the kit's look", async () => {
  const page = await render(<TextField label="Logo" name="logo" type="file" />);
  expect(find(page, "input[type=file]").className).toContain("file:bg-sunken");
  const text = await render(<TextField label="Name" name="name" />);
  expect(find(text, "input").className).not.toContain("file:");
});
