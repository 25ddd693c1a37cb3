import { useFetcher } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import { ScrollRegion } from "~/ui/scroll-region";
import { useToast } from "~/ui/toast";
import { useCardDrag } from "~/ui/use-card-drag";
import { departmentsOf, LEVELS, type Level, personLabel } from "../utils";
import type { ShownPerson } from "./people-list";
import { RoleBadge, StateBadge } from "./person-badges";

const ROWS: readonly (Level | null)[] = [...LEVELS, null];
type Cell = { level: Level | null; department: string };

/** Departments across, levels down. Everything here can be done in the list by form too. */
export function PeopleMap({ people, canEdit }: { people: readonly ShownPerson[]; canEdit: boolean }) {
  const { t } = useTranslation("people");
  const { shown, place, said } = usePlacing(people);
  const departments = departmentsOf(shown);
  const map = useRef<HTMLDivElement>(null);
  const { dragging, take } = useCardDrag(map, (id, key) => {
    const person = shown.find(({ contactId }) => contactId === id);
    if (person) place(person, cellOf(key));
  });
  const move = (person: ShownPerson) => (event: KeyboardEvent) => {
    const to = neighbour(
      event.key,
      { level: person.level, department: person.department ?? "" },
      departments,
    );
    if (!to) return;
    event.preventDefault();
    place(person, to);
  };
  return (
    <div ref={map} className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
      {canEdit ? <p className="text-sm text-ink-muted">{t("map.hint")}</p> : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      <ScrollRegion label={t("map.caption")}>
        <table className="w-full min-w-max border-separate border-spacing-1 text-sm">
          <caption className="sr-only">{t("map.caption")}</caption>
          <thead>
            <tr>
              <td />
              {departments.map((department) => (
                <th key={department} scope="col" className="px-2 py-1 text-left font-medium text-ink-muted">
                  {department || t("map.noDepartment")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map((level) => (
              <tr key={level ?? 0}>
                <th scope="row" className="max-w-28 px-2 py-1 text-left align-top font-medium text-ink-muted">
                  {t(`levels.${level ?? "none"}`)}
                </th>
                {departments.map((department) => {
                  const key = keyOf({ level, department });
                  return (
                    <td
                      key={key}
                      data-column={key}
                      className={classes(
                        "min-w-44 rounded-md bg-sunken p-1.5 align-top",
                        dragging?.over === key && "outline-2 outline-accent",
                      )}
                    >
                      <ul className="flex min-h-12 flex-col gap-1.5">
                        {shown
                          .filter(
                            (one) => keyOf({ level: one.level, department: one.department ?? "" }) === key,
                          )
                          .map((person) => (
                            <li key={person.contactId}>
                              <PersonCard
                                person={person}
                                canEdit={canEdit}
                                shift={dragging?.cardId === person.contactId ? dragging : null}
                                onTake={take(person.contactId)}
                                onKey={move(person)}
                              />
                            </li>
                          ))}
                      </ul>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

type CardProps = {
  person: ShownPerson;
  canEdit: boolean;
  shift: { dx: number; dy: number } | null;
  onTake: ReturnType<ReturnType<typeof useCardDrag>["take"]>;
  onKey: (event: KeyboardEvent) => void;
};

function PersonCard({ person, canEdit, shift, onTake, onKey }: CardProps) {
  return (
    <button
      type="button"
      data-grip
      data-person={person.contactId}
      disabled={!canEdit}
      onPointerDown={onTake}
      onKeyDown={onKey}
      style={shift ? { transform: `translate(${shift.dx}px, ${shift.dy}px)` } : undefined}
      className={classes(
        "flex w-full max-w-60 touch-none flex-col items-start gap-1 rounded-md border border-line bg-raised px-2.5 py-2 text-left shadow-sm enabled:cursor-grab",
        shift && "pointer-events-none relative z-10 shadow-lg",
      )}
    >
      <span className="font-medium wrap-anywhere text-ink">{personLabel(person)}</span>
      {person.title ? <span className="text-xs text-ink-muted">{person.title}</span> : null}
      <span className="flex flex-wrap gap-1">
        <RoleBadge role={person.decisionRole} />
        <StateBadge state={person.state} />
      </span>
    </button>
  );
}

/** Shows a move at once, tells the server, and says so when somebody else was first. */
function usePlacing(people: readonly ShownPerson[]) {
  const { t } = useTranslation("people");
  const show = useToast();
  const fetcher = useFetcher<{ stale?: boolean }>();
  const [said, setSaid] = useState("");
  const [focused, setFocused] = useState<string | null>(null);
  const pending = fetcher.formData;
  const shown = people.map((person) =>
    pending?.get("contactId") === person.contactId
      ? { ...person, ...cellOf(`${pending.get("level") ?? ""}|${pending.get("department") ?? ""}`) }
      : person,
  );
  useEffect(() => {
    if (fetcher.data?.stale) show({ message: t("map.stale"), tone: "danger" });
  }, [fetcher.data, show, t]);
  // A card that changes its cell is made anew, and would lose the keyboard's place.
  useEffect(() => {
    if (focused) document.querySelector<HTMLElement>(`[data-person="${focused}"]`)?.focus();
  });
  const send = (person: ShownPerson, { level, department }: Cell, version: number) => {
    const fields = { intent: "place", contactId: person.contactId, version: String(version) };
    fetcher.submit({ ...fields, level: level ? String(level) : "", department }, { method: "post" });
  };
  const place = (person: ShownPerson, to: Cell) => {
    const from = { level: person.level, department: person.department ?? "" };
    if (keyOf(from) === keyOf(to)) return;
    setFocused(person.contactId);
    send(person, to, person.version);
    const words = {
      name: personLabel(person),
      department: to.department || t("map.noDepartment"),
      level: t(`levels.${to.level ?? "none"}`),
    };
    setSaid(t("map.moved", words));
    show({ message: t("map.moved", words), onUndo: () => send(person, from, person.version + 1) });
  };
  return { shown, place, said };
}

function neighbour(key: string, { level, department }: Cell, departments: readonly string[]): Cell | null {
  const row = ROWS.indexOf(level);
  const column = departments.indexOf(department);
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  if (!step) return null;
  const [nextLevel, nextDepartment] = [ROWS[row + (step[0] ?? 0)], departments[column + (step[1] ?? 0)]];
  return nextLevel === undefined || nextDepartment === undefined
    ? null
    : { level: nextLevel, department: nextDepartment };
}

function keyOf({ level, department }: Cell): string {
  return `${level ?? ""}|${department}`;
}

function cellOf(key: string): Cell {
  const bar = key.indexOf("|");
  const level = LEVELS.find((one) => String(one) === key.slice(0, bar)) ?? null;
  return { level, department: key.slice(bar + 1) };
}
