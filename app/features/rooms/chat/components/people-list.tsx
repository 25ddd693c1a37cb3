import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/avatar";
import { classes } from "~/ui/classes";
import type { ChatPerson } from "../schema";

type PeopleListProps = {
  id: string;
  people: readonly ChatPerson[];
  chosenAt: number;
  onPick: (at: number) => void;
};

/** Whom the name being typed may mean, above the text it goes into. The text keeps the focus. */
export function PeopleList({ id, people, chosenAt, onPick }: PeopleListProps) {
  const { t } = useTranslation("chat");
  if (people.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("compose.people")}
      className="absolute bottom-full left-3 z-20 mb-1 max-h-72 w-72 max-w-[calc(100%-1.5rem)] overflow-y-auto rounded-lg bg-surface p-1 shadow-lg"
    >
      {people.map((person, at) => (
        <div
          key={person.key}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosenAt}
          // The text must not lose the focus before the name is in it.
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(at);
          }}
          className={classes(
            "flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-sunken pointer-coarse:min-h-11",
            at === chosenAt && "bg-sunken",
          )}
        >
          <Avatar name={person.name} size="sm" />
          <bdi className="min-w-0 truncate text-ink">{person.name}</bdi>
          {person.note ? <span className="truncate text-xs text-ink-muted">{person.note}</span> : null}
        </div>
      ))}
    </div>
  );
}
