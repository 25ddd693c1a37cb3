/** A proposal as readers see it. `html` is made by renderProposal, which escapes all text and knows only safe nodes. */
export function ProposalText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderProposal escapes all text and knows only safe nodes
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
