// @vitest-environment jsdom
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Autosave } from "~/features/rooms/proposals/autosave";
import { useSaved } from "~/features/rooms/proposals/hooks/use-saved";
import type { SaveReply } from "~/features/rooms/proposals/schema";
import { leave, open } from "../components/support";

afterEach(leave);

test("whoever shows what buyers read is told of each text the server took, and of no other", async () => {
  let answer: SaveReply = { kind: "saved", version: 2 };
  const autosave = new Autosave({ version: 1, body: {} }, async () => answer);
  const told = vi.fn();
  function Listening() {
    useSaved(autosave, told);
    return null;
  }
  await open(<Listening />);
  const save = async () => {
    autosave.changed(() => ({}));
    await act(async () => autosave.flush());
  };
  expect(told).not.toHaveBeenCalled();
  await save();
  expect(told).toHaveBeenCalledTimes(1);
  answer = { kind: "refused", reason: "too_large" };
  await save();
  answer = { kind: "conflict", version: 5, editorName: null, body: {} };
  await save();
  expect(told).toHaveBeenCalledTimes(1);
  autosave.resolve({ keep: "theirs" });
  expect(told).toHaveBeenCalledTimes(1);
  autosave.stop();
});
