import {
  ChevronDown,
  ChevronUp,
  Download,
  Maximize,
  Minus,
  MoveHorizontal,
  PanelLeft,
  Plus,
  Search,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Zoom } from "../zoom";
import { PagePicker } from "./page-picker";
import { TOOL_CLASS, ToolButton } from "./tool-button";

export type ToolbarProps = {
  page: number;
  pageCount: number;
  percent: number;
  zoom: Zoom;
  hasThumbnails: boolean;
  isFindOpen: boolean;
  /** Nothing to search, zoom or turn: the file can't be shown. */
  isIdle: boolean;
  download: { url: string; fileName: string } | null;
  onPage: (page: number) => void;
  onZoom: (direction: "in" | "out") => void;
  onFit: (kind: "width" | "page") => void;
  onThumbnails: () => void;
  onFind: () => void;
};

export function Toolbar(props: ToolbarProps) {
  const { t } = useTranslation("viewer");
  const { isIdle, download } = props;
  return (
    <div
      role="toolbar"
      aria-label={t("toolbar.label")}
      className="flex shrink-0 items-center gap-0.5 border-b border-line bg-surface px-1.5 py-1 @xl:gap-1"
    >
      <ToolButton
        label={t("thumbnails.toggle")}
        aria-pressed={props.hasThumbnails}
        disabled={isIdle}
        onClick={props.onThumbnails}
      >
        <PanelLeft aria-hidden="true" />
      </ToolButton>
      <Pager {...props} />
      <Zoomer {...props} />
      <ToolButton
        label={t("find.open")}
        aria-pressed={props.isFindOpen}
        disabled={isIdle}
        onClick={props.onFind}
      >
        <Search aria-hidden="true" />
      </ToolButton>
      {download ? (
        <a
          href={download.url}
          download={download.fileName}
          aria-label={t("toolbar.download", { name: download.fileName })}
          title={t("toolbar.download", { name: download.fileName })}
          className={`${TOOL_CLASS} @max-[22rem]:hidden`}
        >
          <Download aria-hidden="true" />
        </a>
      ) : null}
    </div>
  );
}

function Pager({ page, pageCount, onPage, isIdle }: ToolbarProps) {
  const { t } = useTranslation("viewer");
  return (
    <>
      <ToolButton
        label={t("page.previous")}
        className="@max-xl:hidden"
        disabled={isIdle || page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <ChevronUp aria-hidden="true" />
      </ToolButton>
      <PagePicker page={page} pageCount={pageCount} onPick={onPage} />
      <ToolButton
        label={t("page.next")}
        className="@max-xl:hidden"
        disabled={isIdle || page >= pageCount}
        onClick={() => onPage(page + 1)}
      >
        <ChevronDown aria-hidden="true" />
      </ToolButton>
      <span className="flex-1" />
    </>
  );
}

function Zoomer({ zoom, percent, isIdle, onZoom, onFit }: ToolbarProps) {
  const { t } = useTranslation("viewer");
  return (
    <>
      <ToolButton label={t("zoom.out")} disabled={isIdle} onClick={() => onZoom("out")}>
        <Minus aria-hidden="true" />
      </ToolButton>
      <span className="hidden w-12 text-center text-sm text-ink-muted tabular-nums @xl:inline">
        {t("zoom.percent", { percent })}
      </span>
      <ToolButton label={t("zoom.in")} disabled={isIdle} onClick={() => onZoom("in")}>
        <Plus aria-hidden="true" />
      </ToolButton>
      <ToolButton
        label={t("zoom.fitWidth")}
        aria-pressed={zoom.kind === "width"}
        disabled={isIdle}
        className="@max-[20rem]:hidden"
        onClick={() => onFit("width")}
      >
        <MoveHorizontal aria-hidden="true" />
      </ToolButton>
      <ToolButton
        label={t("zoom.fitPage")}
        aria-pressed={zoom.kind === "page"}
        disabled={isIdle}
        className="@max-xl:hidden"
        onClick={() => onFit("page")}
      >
        <Maximize aria-hidden="true" />
      </ToolButton>
    </>
  );
}
