import { paths } from "~/platform/paths";

/** What a key does. `to` leads somewhere; the others are done by the screen that listens. */
export type KeyEffect = { to: string } | { run: "search" | "help" };

export type KeySequence = {
  /** Pressed one after the other. */
  keys: readonly string[];
  group: "go" | "do";
  effect: KeyEffect;
};

/** Every single-key shortcut there is. Its name is `home:` and `label`. */
export const KEY_SEQUENCES = [
  { keys: ["g", "h"], group: "go", label: "actions.goHome", effect: { to: paths.home() } },
  { keys: ["g", "r"], group: "go", label: "actions.goRooms", effect: { to: paths.rooms() } },
  { keys: ["g", "a"], group: "go", label: "actions.goAccounts", effect: { to: paths.accounts() } },
  { keys: ["g", "c"], group: "go", label: "actions.goContacts", effect: { to: paths.contacts() } },
  { keys: ["g", "d"], group: "go", label: "actions.goDeals", effect: { to: paths.deals() } },
  { keys: ["g", "b"], group: "go", label: "actions.goBoard", effect: { to: paths.dealBoard() } },
  { keys: ["g", "l"], group: "go", label: "actions.goLibrary", effect: { to: paths.library() } },
  { keys: ["g", "s"], group: "go", label: "actions.goSettings", effect: { to: paths.settings() } },
  { keys: ["n"], group: "do", label: "shortcuts.newRoom", effect: { to: paths.newRoom() } },
  { keys: ["/"], group: "do", label: "shortcuts.search", effect: { run: "search" } },
  { keys: ["?"], group: "do", label: "shortcuts.help", effect: { run: "help" } },
] as const satisfies readonly (KeySequence & { label: string })[];

/** The one shortcut with a modifier: it works while typing and can't be turned off. */
export const PALETTE_KEY = "k";
