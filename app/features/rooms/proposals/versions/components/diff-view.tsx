import { useTranslation } from "react-i18next";
import { Badge, type BadgeTone } from "~/ui/badge";
import { classes } from "~/ui/classes";
import { BLOCK_NAMES } from "../../blocks/block-names";
import type { DiffEntry, DiffPart } from "../schema";

const TONES: Record<DiffEntry["kind"], BadgeTone> = {
  same: "neutral",
  changed: "accent",
  formatted: "accent",
  moved: "warning",
  added: "positive",
  removed: "danger",
};

/** Two texts compared, block by block. Each change says in words what it is; colour and lines only repeat it. */
export function DiffView({ entries }: { entries: readonly DiffEntry[] }) {
  const { t } = useTranslation("versions");
  const count = (kind: DiffEntry["kind"]) => entries.filter((entry) => entry.kind === kind).length;
  const changed = count("changed") + count("formatted");
  if (entries.every(({ kind }) => kind === "same"))
    return <p className="text-sm text-ink">{t("diff.none")}</p>;
  const tally = { added: count("added"), removed: count("removed"), changed, moved: count("moved") };
  return (
    <>
      <p className="mb-4 text-sm text-ink-muted">{t("diff.summary", tally)}</p>
      <ol className="flex flex-col gap-3">
        {groupsOf(entries).map((group) =>
          group.isSame ? (
            <li key={group.at}>
              <UnchangedBlocks entries={group.entries} />
            </li>
          ) : (
            keyed(group.entries).map(({ key, item: entry }) => (
              <li key={`${group.at}-${key}`}>
                <ChangedBlock entry={entry} />
              </li>
            ))
          ),
        )}
      </ol>
    </>
  );
}

function UnchangedBlocks({ entries }: { entries: readonly DiffEntry[] }) {
  const { t } = useTranslation("versions");
  return (
    <details className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-muted">
      <summary className="w-fit cursor-pointer hover:text-ink">
        {t("diff.unchanged", { count: entries.length })}
      </summary>
      {keyed(entries).map(({ key, item: entry }) => (
        <p key={key} className="mt-2 whitespace-pre-wrap break-words">
          {entry.parts.map(({ text }) => text).join("")}
        </p>
      ))}
    </details>
  );
}

const EDGES: Record<DiffEntry["kind"], string> = {
  same: "border-line",
  changed: "border-accent",
  formatted: "border-accent",
  moved: "border-warning border-dashed",
  added: "border-positive",
  removed: "border-danger border-dotted",
};

function ChangedBlock({ entry }: { entry: DiffEntry }) {
  const { t } = useTranslation("versions");
  return (
    <div className={classes("border-l-4 pl-3", EDGES[entry.kind])}>
      <p className="mb-1 flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        <Badge tone={TONES[entry.kind]}>{t(`diff.kind.${entry.kind}`)}</Badge>
        {t(`diff.block.${blockName(entry.type)}`)}
      </p>
      <p className="whitespace-pre-wrap break-words text-sm text-ink">
        {entry.parts.length === 0 ? t("diff.emptyBlock") : null}
        {keyed(entry.parts).map(({ key, item: part }) => (
          <Part key={key} part={part} isWhole={entry.kind !== "changed"} />
        ))}
      </p>
    </div>
  );
}

/** Who hears the text hears where a change begins and ends; a block that is new as a whole says so above. */
function Part({ part, isWhole }: { part: DiffPart; isWhole: boolean }) {
  const { t } = useTranslation("versions");
  if (part.op === "same") return part.text;
  const end = isWhole ? null : <span className="sr-only"> {t("diff.end")} </span>;
  if (part.op === "added") {
    return (
      <ins className="rounded-sm bg-positive-soft text-ink decoration-positive decoration-2">
        {isWhole ? null : <span className="sr-only"> {t("diff.insStart")} </span>}
        {part.text}
        {end}
      </ins>
    );
  }
  return (
    <del className="rounded-sm bg-danger-soft text-ink decoration-danger decoration-2">
      {isWhole ? null : <span className="sr-only"> {t("diff.delStart")} </span>}
      {part.text}
      {end}
    </del>
  );
}

/** A comparison never changes in place: where something stands is what it is known by. */
function keyed<T>(items: readonly T[]): { key: number; item: T }[] {
  return items.map((item, key) => ({ key, item }));
}

function blockName(type: string): (typeof BLOCK_NAMES)[number] | "other" {
  return BLOCK_NAMES.find((name) => name === type) ?? "other";
}

type Group = { at: number; isSame: boolean; entries: DiffEntry[] };

function groupsOf(entries: readonly DiffEntry[]): Group[] {
  const groups: Group[] = [];
  for (const [at, entry] of entries.entries()) {
    const isSame = entry.kind === "same";
    const last = groups.at(-1);
    if (last?.isSame === isSame) last.entries.push(entry);
    else groups.push({ at, isSame, entries: [entry] });
  }
  return groups;
}
