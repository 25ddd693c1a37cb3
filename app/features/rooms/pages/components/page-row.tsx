import { Form, Link, useParams } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { PageKindIcon } from "~/ui/page-kind-icon";
import type { PagesReply } from "../schema";
import type { PageFace } from "../utils";
import { PageOptions } from "./page-options";

type Props = {
  page: PageFace;
  previousId: string | null;
  hasNext: boolean;
  /** The page that this one goes before when it moves down; null for the end. */
  afterNextId: string | null;
  documents: readonly { id: string; title: string }[];
  canEdit: boolean;
  reply?: PagesReply;
};

export function PageRow({ page, previousId, hasNext, afterNextId, documents, canEdit, reply }: Props) {
  const { roomId = "" } = useParams();
  return (
    <li data-page={page.id} className="px-4 py-3 sm:px-5">
      <div className="flex items-start gap-3 sm:gap-4">
        <Thumbnail page={page} />
        <div className="min-w-0 flex-1">
          <Link
            to={paths.roomPage(roomId, page.id)}
            prefetch="intent"
            className="line-clamp-3 font-medium wrap-anywhere text-ink hover:text-accent hover:underline pointer-coarse:py-2"
          >
            {page.title}
          </Link>
          <PageState page={page} />
          {canEdit ? <PageOptions page={page} documents={documents} reply={reply} /> : null}
        </div>
        {canEdit ? (
          <div className="flex shrink-0 gap-1">
            <MoveButton page={page} direction="up" before={previousId ?? ""} isOff={previousId === null} />
            <MoveButton page={page} direction="down" before={afterNextId ?? ""} isOff={!hasNext} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function Thumbnail({ page }: { page: PageFace }) {
  const { t } = useTranslation("rooms");
  return (
    <div className="flex h-16 w-12 shrink-0 items-center justify-center overflow-hidden rounded-sm border border-line bg-sunken text-ink-faint [&>svg]:size-5">
      {page.thumbVersionId ? (
        <img
          src={paths.fileThumb(page.thumbVersionId)}
          alt={t("pages.thumbnail", { title: page.title })}
          loading="lazy"
          className="size-full object-contain"
        />
      ) : (
        <PageKindIcon kind={page.kind} />
      )}
    </div>
  );
}

function PageState({ page }: { page: PageFace }) {
  const { t } = useTranslation("rooms");
  const { t: library } = useTranslation("library");
  const { trouble } = page;
  const isWaiting = trouble === "processing";
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted">
      <span>{t(`pages.kinds.${page.kind}`)}</span>
      {page.pageCount === null ? null : <span>{t("pages.pageCount", { count: page.pageCount })}</span>}
      {isWaiting ? <Badge tone="accent">{t("pages.processing")}</Badge> : null}
      {trouble && !isWaiting ? (
        <>
          <Badge tone="danger">{t("pages.failed")}</Badge>
          <span className="basis-full text-ink">{library(`failure.${trouble}`)}</span>
        </>
      ) : null}
      {page.isOlderShown ? <span className="basis-full">{t("pages.olderShown")}</span> : null}
    </div>
  );
}

type MoveProps = { page: PageFace; direction: "up" | "down"; before: string; isOff: boolean };

function MoveButton({ page, direction, before, isOff }: MoveProps) {
  const { t } = useTranslation("rooms");
  const Arrow = direction === "up" ? ArrowUp : ArrowDown;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="pageId" value={page.id} />
      <input type="hidden" name="before" value={before} />
      <input type="hidden" name="direction" value={direction} />
      <Button
        type="submit"
        variant="ghost"
        size="sm"
        data-direction={direction}
        disabled={isOff}
        aria-label={t(direction === "up" ? "pages.moveUp" : "pages.moveDown", { title: page.title })}
        icon={<Arrow aria-hidden />}
      />
    </Form>
  );
}
