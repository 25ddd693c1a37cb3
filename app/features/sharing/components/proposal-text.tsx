import "~/features/rooms/proposals/proposals.css";

/** `html` comes from renderProposal, which escapes every text and knows every tag. */
export function ProposalText({ title, html }: { title: string; html: string }) {
  const hasOwnTitle = /^<section[^>]*><h1/.test(html);
  return (
    <article>
      <h1 className={hasOwnTitle ? "sr-only" : "mb-6 text-2xl font-semibold text-ink"}>{title}</h1>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by the server from the proposal's schema */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}
