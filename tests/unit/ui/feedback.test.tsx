// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Button } from "~/ui/button";
import { CopyButton } from "~/ui/copy-button";
import { ProgressBar } from "~/ui/progress-bar";
import { Table, Th, Tr } from "~/ui/table";
import { type Toast, ToastProvider, useToast } from "~/ui/toast";
import { find, render } from "./render";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function ShowToast({ toast }: { toast: Toast }) {
  const show = useToast();
  return (
    <button id="show" type="button" onClick={() => show(toast)}>
      Show
    </button>
  );
}

async function renderToast(toast: Toast) {
  const page = await render(
    <ToastProvider>
      <ShowToast toast={toast} />
    </ToastProvider>,
  );
  return { page, region: find(page, "[role=status]") };
}

const click = (element: HTMLElement) => act(async () => element.click());
const wait = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

test("a message is announced in a region that was there before, and leaves by itself", async () => {
  const { page, region } = await renderToast({ message: "Room archived." });
  expect(region.textContent).toBe("");
  await click(find(page, "#show"));
  expect(region.textContent).toBe("Room archived.");
  await wait(6_000);
  expect(region.textContent).toBe("");
});

test("an action can be taken back for longer, once", async () => {
  const onUndo = vi.fn();
  const { page, region } = await renderToast({ message: "Room archived.", onUndo });
  await click(find(page, "#show"));
  await wait(8_000);
  await click(find(region, "button"));
  expect(onUndo).toHaveBeenCalledTimes(1);
  expect(region.textContent).toBe("");
});

test("a message stays while somebody is at it", async () => {
  const { page, region } = await renderToast({ message: "Room archived." });
  await click(find(page, "#show"));
  await act(async () => find(region, "button").focus());
  await wait(60_000);
  expect(region.textContent).toBe("Room archived.");
});

test("copying says so, and says when it failed", async () => {
  const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("denied"));
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
  const page = await render(<CopyButton text="https://example.com/r/x" label="Copy link" />);
  await click(find(page, "button"));
  expect(writeText).toHaveBeenCalledWith("https://example.com/r/x");
  expect(find(page, "[aria-live]").textContent).toBe("Copied");
  await wait(2_500);
  await click(find(page, "button"));
  expect(find(page, "[aria-live]").textContent).toContain("Could not copy");
});

test("a pending button keeps the focus and does nothing", async () => {
  const onClick = vi.fn();
  const page = await render(
    <Button pending onClick={onClick}>
      Saving
    </Button>,
  );
  const button = find<HTMLButtonElement>(page, "button");
  await click(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(button.disabled).toBe(false);
  expect(button.getAttribute("aria-busy")).toBe("true");
});

test("progress is a percentage, or unknown", async () => {
  const known = await render(<ProgressBar value={0.624} label="Upload" />);
  expect(find(known, "[role=progressbar]").getAttribute("aria-valuenow")).toBe("62");
  const unknown = await render(<ProgressBar value={null} label="Upload" />);
  expect(find(unknown, "[role=progressbar]").hasAttribute("aria-valuenow")).toBe(false);
});

test("a sorted column says its direction and links to the next one", async () => {
  const page = await render(
    <Table caption="Rooms">
      <thead>
        <Tr>
          <Th sort={{ to: "/rooms?sort=score", direction: "descending" }}>Score</Th>
          <Th>Name</Th>
        </Tr>
      </thead>
    </Table>,
  );
  expect(find(page, "th").getAttribute("aria-sort")).toBe("descending");
  expect(find(page, "th a").getAttribute("href")).toBe("/rooms?sort=score");
  expect(find(page, "th:last-child").hasAttribute("aria-sort")).toBe(false);
});
