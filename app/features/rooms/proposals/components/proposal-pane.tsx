import { useRevalidator } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RenderedSection } from "../blocks/context";
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
  canEdit: boolean;
  /** Buyers read just this text: the first change makes that untrue, and the page asks anew. */
  isPublished: boolean;
};

// The editor weighs as much as the rest of the page: it comes after it, and only to those who may write.
const ProposalEditor = lazy(async () => ({ default: (await import("./proposal-editor")).ProposalEditor }));

export function ProposalPane({ roomId, pageId, proposal, canEdit, isPublished }: ProposalPaneProps) {
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
        onSaved={isPublished ? revalidate : undefined}
      />
    </Suspense>
  );
}
