import { useRevalidator } from "@remix-run/react";
import { lazy, type ReactNode, Suspense, startTransition, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenderedSection } from "../blocks/context";
import { CommentPanel as DrawnCommentPanel } from "../comments/components/comment-panel";
import type { CommentsView, Spot } from "../comments/schema";
import type { EditorSurroundings } from "../editor/schema";
import { ProposalSections } from "./proposal-sections";

export type ProposalPaneProps = {
  roomId: string;
  pageId: string;
  /** `sections` come from renderProposal, for everyone before and without the editor. */
  proposal: {
    body: unknown;
    version: number;
    sections: readonly RenderedSection[];
    surroundings: EditorSurroundings;
  };
  comments: CommentsView;
  canEdit: boolean;
  /** Buyers read just this text: the first change makes that untrue, and the page asks anew. */
  isPublished: boolean;
};

// The editor weighs as much as the rest of the page: it comes after it, and only to those who may write.
const ProposalEditor = lazy(async () => ({ default: (await import("./proposal-editor")).ProposalEditor }));

// Whole in the server's HTML; its script comes after the page.
const CommentPanel = import.meta.env.SSR
  ? DrawnCommentPanel
  : lazy(async () => ({ default: (await import("../comments/components/comment-panel")).CommentPanel }));

/** The text, with what the team says about it beside it, or below it where there is no room. */
export function ProposalPane({ comments, ...pane }: ProposalPaneProps) {
  const [spot, setSpot] = useState<Spot | null>(null);
  return (
    <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,5fr)_minmax(0,2fr)]">
      <div className="min-w-0">
        <ProposalDesk {...pane} onComment={(chosen) => startTransition(() => setSpot(chosen))} />
      </div>
      <Suspense>
        <CommentPanel key={comments.pageId} view={comments} spot={spot} />
      </Suspense>
    </div>
  );
}

type DeskProps = Omit<ProposalPaneProps, "comments"> & { onComment: (spot: Spot) => void };

function ProposalDesk({ roomId, pageId, proposal, canEdit, isPublished, onComment }: DeskProps): ReactNode {
  const { t } = useTranslation("proposals");
  const { revalidate } = useRevalidator();
  const [isMounted, setIsMounted] = useState(false);
  useEffect(() => setIsMounted(true), []);
  const text = <ProposalSections sections={proposal.sections} />;
  if (!canEdit) {
    return (
      <>
        <p className="mb-6 rounded-md bg-sunken px-4 py-3 text-sm text-ink-muted">{t("state.readOnly")}</p>
        {text}
      </>
    );
  }
  if (!isMounted) return text;
  return (
    <Suspense fallback={text}>
      <ProposalEditor
        key={pageId}
        roomId={roomId}
        pageId={pageId}
        body={proposal.body}
        version={proposal.version}
        surroundings={proposal.surroundings}
        onComment={onComment}
        onSaved={isPublished ? revalidate : undefined}
      />
    </Suspense>
  );
}
