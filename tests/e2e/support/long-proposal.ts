const SENTENCE = "Every store counts its stock once a week, and every count is compared with what was sold. ";

const text = (words: string) => ({ type: "text", text: words });
const paragraph = (words: string) => ({ type: "paragraph", content: [text(words)] });
const item = (words: string) => ({ type: "listItem", content: [paragraph(words)] });
const cell = (type: "tableCell" | "tableHeader", words: string) => ({ type, content: [paragraph(words)] });
const row = (type: "tableCell" | "tableHeader", ...words: string[]) => ({
  type: "tableRow",
  content: words.map((word) => cell(type, word)),
});
const line = (id: string, optional: boolean) => ({
  id,
  name: `Licence ${id}`,
  description: "Per store and month",
  quantityMilli: 12_000,
  unitMinor: 9_800,
  discountKind: "none",
  discount: 0,
  taxRate: 1_000,
  optional,
  isOn: true,
});

/** A text of so many pages with a bit of everything: about 3,000 characters, a list and a table a page. */
export function longProposal(pages: number): { type: "doc"; content: object[] } {
  return { type: "doc", content: Array.from({ length: pages }, (_, at) => onePage(at + 1)).flat() };
}

function onePage(number: number): object[] {
  const prose = Array.from({ length: 8 }, () => paragraph(SENTENCE.repeat(4).trim()));
  const pricing = {
    currency: "JPY",
    rounding: "floor",
    taxMode: "exclusive",
    lines: [line("a", false), line("b", true)],
  };
  const callout = { type: "callout", attrs: { tone: "info" }, content: [paragraph(SENTENCE.trim())] };
  const greeting = {
    type: "paragraph",
    content: [text("For "), { type: "variable", attrs: { name: "account.name", fallback: "you" } }],
  };
  return [
    { type: "heading", attrs: { level: 2 }, content: [text(`Chapter ${number}`)] },
    ...prose,
    callout,
    greeting,
    { type: "bulletList", content: ["First", "Second", "Third", "Fourth"].map(item) },
    {
      type: "table",
      content: [row("tableHeader", "Item", "Unit", "Price"), row("tableCell", "Licence", "Store", "9,800")],
    },
    ...(number % 10 === 0 ? [{ type: "pricing", attrs: { pricing } }] : []),
  ];
}
