import { useEffect } from "react";

type Marks = { commented: readonly string[]; marked: string | null };

/**
 * Shows in the text which blocks somebody commented on, and which one is meant just now. By a style sheet of its own,
 * so that neither the editor nor what the server drew is touched.
 */
export function useBlockMarks({ commented, marked }: Marks): void {
  const css = [
    ruleOf(commented, "box-shadow: 0.5rem 0 0 var(--canvas), 0.65rem 0 0 var(--accent)"),
    ruleOf(marked ? [marked] : [], "background: var(--accent-soft); outline: 2px solid var(--accent)"),
  ].join("");
  useEffect(() => {
    if (css === "" || !("adoptedStyleSheets" in document)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@media screen {${css}}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [css]);
}

/** The block as it stands in the text now; null when it is not there. */
export function findBlock(blockId: string): Element | null {
  return blockId ? document.querySelector(selectorOf(blockId)) : null;
}

function ruleOf(blockIds: readonly string[], style: string): string {
  return blockIds.length === 0 ? "" : `${blockIds.map(selectorOf).join(",")} {${style}}`;
}

/** Ids of blocks are plain letters and digits. */
function selectorOf(blockId: string): string {
  return `.prose [data-block="${blockId}"]`;
}
