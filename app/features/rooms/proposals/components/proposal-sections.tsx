import type { ReactNode } from "react";
import type { RenderedSection, SectionPart } from "../blocks/context";

type Props = {
  /** From renderProposal, which escapes all text and knows only safe nodes. */
  sections: readonly RenderedSection[];
  /** What stands where the proposal is accepted. */
  acceptance?: ReactNode;
};

/** A proposal as readers see it; each section says its number to whoever measures. */
export function ProposalSections({ sections, acceptance }: Props) {
  return (
    <div className="prose">
      {sections.map(({ index, parts }) => (
        <section key={index} data-section={index}>
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
            <Part key={at} part={part} acceptance={acceptance} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Part({ part, acceptance }: { part: SectionPart; acceptance: ReactNode }) {
  if (part.kind === "acceptance") return <div id="acceptance">{acceptance}</div>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderProposal escapes all text and knows only safe nodes
  return <div dangerouslySetInnerHTML={{ __html: part.html }} />;
}
