// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { DeleteForm } from "~/features/accounts/deleting/components/delete-form";
import { LANGUAGES, leave, open, textsOf } from "../components/support";

afterEach(leave);

const none = { count: 0, names: [] };
const doomed = {
  kind: "room" as const,
  id: "r",
  name: "Cold room",
  ownerId: "m",
  accountId: null,
  deals: none,
  rooms: none,
  contacts: none,
  links: 0,
  visits: 0,
  colleaguesOwn: 0,
  tasks: 0,
  answers: 0,
  messages: 0,
  files: 0,
  comments: 0,
  acceptances: 0,
};

test("names only what there is", async () => {
  const { page } = await open(<DeleteForm doomed={doomed} canDelete cancelTo="/" />);
  expect(textsOf(page, "ul")[0]).toBe("Cold room");
});

test.each(LANGUAGES)("gives the number of each kind of thing that goes (%s)", async (language) => {
  const full = { ...doomed, acceptances: 1, messages: 1_234, files: 3, comments: 4, tasks: 5, answers: 6 };
  const { page } = await open(<DeleteForm doomed={full} canDelete cancelTo="/" />, { language });
  const said = textsOf(page, "li").join("\n");
  for (const number of ["1,234", "3", "4", "5", "6"]) expect(said).toContain(number);
  expect(said).toMatch(language === "ja" ? /承諾.*1 件/ : /Acceptances.*1/);
});
