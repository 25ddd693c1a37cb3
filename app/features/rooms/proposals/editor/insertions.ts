import type { Editor, Range } from "@tiptap/core";
import {
  CalendarCheck,
  CircleCheck,
  Code,
  Columns2,
  Columns3,
  FileText,
  Film,
  Heading1,
  Heading2,
  Heading3,
  ImagePlus,
  Info,
  List,
  ListOrdered,
  type LucideIcon,
  Minus,
  MousePointerClick,
  PenLine,
  Pilcrow,
  Quote,
  ReceiptText,
  Table2,
  TriangleAlert,
  Variable,
} from "lucide-react";
import { foldText } from "~/platform/text";
import type { CardName } from "../blocks/utils";

/** What needs to be asked of the person before it can go in. */
export type Asking = { image(): void; card(name: CardName): void };

type Chain = ReturnType<Editor["chain"]>;
export type Insertion = {
  key: string;
  icon: LucideIcon;
  /** Words of both languages it is found by, with readings. */
  keywords: string;
  insert(chain: Chain, asking: Asking): void;
};

const callout = (tone: string) => (chain: Chain) =>
  chain.insertContent({ type: "callout", attrs: { tone }, content: [{ type: "paragraph" }] }).run();
const columns = (count: number) => (chain: Chain) =>
  chain
    .insertContent({
      type: "columns",
      content: Array.from({ length: count }, () => ({ type: "column", content: [{ type: "paragraph" }] })),
    })
    .run();
const ask = (name: CardName) => (chain: Chain, asking: Asking) => {
  chain.run();
  asking.card(name);
};

// biome-ignore format: a list to be read at a glance
export const INSERTIONS = [
  { key: "paragraph", icon: Pilcrow, keywords: "text paragraph 本文 ほんぶん honbun", insert: (chain) => chain.setParagraph().run() },
  { key: "heading1", icon: Heading1, keywords: "h1 heading title 見出し みだし midashi", insert: (chain) => chain.setHeading({ level: 1 }).run() },
  { key: "heading2", icon: Heading2, keywords: "h2 heading 見出し みだし midashi", insert: (chain) => chain.setHeading({ level: 2 }).run() },
  { key: "heading3", icon: Heading3, keywords: "h3 heading 見出し みだし midashi", insert: (chain) => chain.setHeading({ level: 3 }).run() },
  { key: "bulletList", icon: List, keywords: "list bullets 箇条書き かじょうがき kajougaki リスト", insert: (chain) => chain.toggleBulletList().run() },
  { key: "orderedList", icon: ListOrdered, keywords: "list numbers 番号 ばんごう bangou リスト", insert: (chain) => chain.toggleOrderedList().run() },
  { key: "quote", icon: Quote, keywords: "quote 引用 いんよう inyou", insert: (chain) => chain.toggleBlockquote().run() },
  { key: "code", icon: Code, keywords: "code コード こーど", insert: (chain) => chain.toggleCodeBlock().run() },
  { key: "divider", icon: Minus, keywords: "divider line rule 区切り くぎり kugiri 線 せん", insert: (chain) => chain.setHorizontalRule().run() },
  { key: "table", icon: Table2, keywords: "table 表 ひょう hyou テーブル", insert: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
  { key: "image", icon: ImagePlus, keywords: "image picture photo 画像 がぞう gazou 写真 しゃしん shashin", insert: (chain, asking) => { chain.run(); asking.image(); } },
  { key: "info", icon: Info, keywords: "callout note info 補足 ほそく hosoku 囲み かこみ kakomi", insert: callout("info") },
  { key: "warning", icon: TriangleAlert, keywords: "callout warning caution 注意 ちゅうい chuui 囲み かこみ kakomi", insert: callout("warning") },
  { key: "success", icon: CircleCheck, keywords: "callout success tip ポイント ぽいんと 囲み かこみ kakomi", insert: callout("success") },
  { key: "columns2", icon: Columns2, keywords: "columns two 2 段組み だんぐみ dangumi カラム", insert: columns(2) },
  { key: "columns3", icon: Columns3, keywords: "columns three 3 段組み だんぐみ dangumi カラム", insert: columns(3) },
  { key: "file", icon: FileText, keywords: "file document pdf library 資料 しりょう shiryou ファイル", insert: ask("file") },
  { key: "video", icon: Film, keywords: "video film youtube vimeo 動画 どうが douga ビデオ", insert: ask("video") },
  { key: "pricing", icon: ReceiptText, keywords: "pricing price quote table 料金 りょうきん ryoukin 見積 みつもり mitsumori 価格 かかく kakaku", insert: ask("pricing") },
  { key: "plan", icon: CalendarCheck, keywords: "plan tasks steps アクションプラン 計画 けいかく keikaku タスク", insert: (chain) => chain.insertContent({ type: "plan" }).run() },
  { key: "cta", icon: MousePointerClick, keywords: "button link call to action ボタン ぼたん botan", insert: ask("cta") },
  { key: "acceptance", icon: PenLine, keywords: "acceptance sign signature accept 承諾 しょうだく shoudaku 署名 しょめい shomei サイン", insert: (chain) => chain.insertContent({ type: "acceptance" }).run() },
  { key: "variable", icon: Variable, keywords: "variable name field 変数 へんすう hensuu 差し込み さしこみ sashikomi", insert: (chain) => chain.insertContent("{{").run() },
] as const satisfies readonly Insertion[];

/** What fits the words typed after the slash; `labelOf` gives the name in the language on screen. */
export function findInsertions<Key extends string>(
  insertions: readonly (Insertion & { key: Key })[],
  query: string,
  labelOf: (key: Key) => string,
): (Insertion & { key: Key })[] {
  const wanted = foldText(query);
  if (wanted === "") return [...insertions];
  const found = insertions.map((insertion) => {
    const words = foldText(`${labelOf(insertion.key)} ${insertion.keywords} ${insertion.key}`);
    const begins = words.split(" ").some((word) => word.startsWith(wanted));
    return { insertion, rank: begins ? 0 : words.includes(wanted) ? 1 : 2 };
  });
  // What begins with the words comes before what only has them in it.
  return found
    .filter(({ rank }) => rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ insertion }) => insertion);
}

/** A chain that begins by taking away what was typed to find it. */
export function chainWithout(editor: Editor, range: Range): Chain {
  return editor.chain().focus().deleteRange(range);
}
