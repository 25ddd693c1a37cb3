import type { VariableName } from "../../proposals/variables/utils";

type Inline = string | Node;
type Node = { type: string; attrs?: Record<string, unknown>; content?: Node[]; text?: string };

/** The words of the built-in templates, as the editor would store them. */
export function doc(...content: Node[]) {
  return { type: "doc" as const, content };
}

export function heading(level: 1 | 2 | 3, ...inline: Inline[]): Node {
  return { type: "heading", attrs: { level }, content: inline.map(inlineNode) };
}

export function text(...inline: Inline[]): Node {
  return { type: "paragraph", content: inline.map(inlineNode) };
}

export function list(...items: (Inline | Inline[])[]): Node {
  return {
    type: "bulletList",
    content: items.map((item) => ({
      type: "listItem",
      content: [text(...(Array.isArray(item) ? item : [item]))],
    })),
  };
}

/** The first row is the head. */
export function table(...rows: string[][]): Node {
  return {
    type: "table",
    content: rows.map((cells, at) => ({
      type: "tableRow",
      content: cells.map((cell) => ({
        type: at === 0 ? "tableHeader" : "tableCell",
        content: [text(cell)],
      })),
    })),
  };
}

export function callout(...content: Node[]): Node {
  return { type: "callout", attrs: { tone: "info" }, content };
}

export function value(name: VariableName, fallback: string): Node {
  return { type: "variable", attrs: { name, fallback } };
}

/** The next steps of the room's plan. */
export const nextSteps: Node = { type: "plan", attrs: { taskCount: 5 } };
export const acceptance: Node = { type: "acceptance" };

function inlineNode(part: Inline): Node {
  return typeof part === "string" ? { type: "text", text: part } : part;
}
