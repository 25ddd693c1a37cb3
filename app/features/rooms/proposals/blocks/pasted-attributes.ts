import { Extension } from "@tiptap/core";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { isGoodAttribute } from "./attributes";

type Attributes = Readonly<Record<string, unknown>>;

/** What another page's HTML says of a block and could not be stored takes its default: whatever is pasted can be saved. */
export const PastedAttributes = Extension.create({
  name: "pastedAttributes",
  addProseMirrorPlugins() {
    const transformPasted = ({ content, openStart, openEnd }: Slice) =>
      new Slice(storable(content), openStart, openEnd);
    return [new Plugin({ props: { transformPasted } })];
  },
});

function storable(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const marks = node.marks.map((mark) => mark.type.create(goodOnes(mark.type.name, mark.attrs)));
    nodes.push(
      node.isText
        ? node.mark(marks)
        : node.type.create(goodOnes(node.type.name, node.attrs), storable(node.content), marks),
    );
  });
  return Fragment.from(nodes);
}

function goodOnes(type: string, attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => isGoodAttribute(type, name, value)),
  );
}
