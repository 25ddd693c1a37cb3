import { type ReactNode, useRef } from "react";
import type { RenderedSection } from "~/features/rooms/proposals/blocks/context";
import { ProposalSections } from "~/features/rooms/proposals/components/proposal-sections";
import { useLiveBlocks } from "~/features/rooms/proposals/hooks/use-live-blocks";
import type { OnVideo } from "~/features/rooms/proposals/video/watch";

type Props = {
  title: string;
  sections: readonly RenderedSection[];
  /** What stands where the proposal is accepted. */
  acceptance?: ReactNode;
  onVideo?: OnVideo;
};

/** A proposal for its readers: whole without a script, its prices and films come alive with one. */
export function ProposalText({ title, sections, acceptance, onVideo }: Props) {
  const root = useRef<HTMLElement>(null);
  useLiveBlocks(root, { sections, onVideo });
  const [first] = sections[0]?.parts ?? [];
  const hasOwnTitle = first?.kind === "html" && /^<h1/.test(first.html);
  return (
    <article ref={root}>
      <h1 className={hasOwnTitle ? "sr-only" : "mb-6 text-2xl font-semibold text-ink"}>{title}</h1>
      <ProposalSections sections={sections} acceptance={acceptance} />
    </article>
  );
}
