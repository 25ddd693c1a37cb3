import type { FileFace, PlanStep } from "../blocks/context";

/** What the editor shows of the world around the text. */
export type EditorSurroundings = {
  files: FileFace[];
  plan: PlanStep[];
  /** The other pages of the room, for buttons that lead there. */
  pages: { id: string; title: string }[];
  /** What variables say at the moment, for the room itself. */
  variables: Readonly<Record<string, string>>;
  /** Of the room's deal. */
  currency: string;
};
