import { useNavigate } from "@remix-run/react";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import { type Choice, type ChoiceGroup, useChoices } from "../hooks/use-choices";
import { runCommand } from "../run-command";
import { ChoiceIcon } from "./choice-icon";

type PaletteProps = { onClose: () => void; openShortcuts: () => void };

/** One box for everything: what is in the workspace, its settings, and what can be done. */
export function Palette({ onClose, openShortcuts }: PaletteProps) {
  const { t } = useTranslation("home");
  const [term, setTerm] = useState("");
  const { groups, isFailed, isSettled } = useChoices(term);
  const choices = groups.flatMap(({ choices }) => choices);
  const { activeKey, setActiveKey, move } = useActive(choices);
  const navigate = useNavigate();
  const ids = { list: useId(), input: useId() };

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    runCommand(choice.command, { navigate, openShortcuts });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") choose(choices.find(({ key }) => key === activeKey));
    else return;
    event.preventDefault();
  };
  const isEmpty = isSettled && choices.length === 0;
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 flex max-h-[min(36rem,calc(100dvh-1.5rem))] flex-col overflow-hidden rounded-xl bg-surface shadow-lg sm:inset-x-0 sm:top-[12vh] sm:mx-auto sm:h-[min(30rem,70dvh)] sm:max-w-form"
        >
          <Dialog.Title className="sr-only">{t("search.open")}</Dialog.Title>
          <div className="flex shrink-0 items-center gap-3 border-b border-line px-4">
            <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <input
              id={ids.input}
              type="text"
              role="combobox"
              aria-expanded
              aria-controls={ids.list}
              aria-autocomplete="list"
              aria-activedescendant={activeKey ? optionId(ids.list, activeKey) : undefined}
              aria-label={t("search.label")}
              placeholder={t("search.placeholder")}
              autoComplete="off"
              spellCheck={false}
              value={term}
              onChange={(event) => setTerm(event.target.value)}
              onKeyDown={press}
              className="min-h-12 w-full min-w-0 bg-transparent text-base text-ink outline-none placeholder:text-ink-faint"
            />
          </div>
          <p role="status" className="sr-only">
            {isSettled && term.trim() !== "" ? t("search.found", { count: choices.length }) : null}
          </p>
          {isFailed ? <p className="px-4 pt-3 text-sm text-danger">{t("search.failed")}</p> : null}
          {isEmpty ? (
            <div className="px-4 py-8 text-center text-sm text-ink-muted">
              <p>{t("search.none", { term })}</p>
              <p className="mt-1">{t("search.noneHint")}</p>
            </div>
          ) : null}
          <div
            id={ids.list}
            role="listbox"
            aria-label={t("search.results")}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2 empty:hidden"
          >
            {groups.map((group) => (
              <Group
                key={group.group}
                group={group}
                listId={ids.list}
                activeKey={activeKey}
                onPoint={setActiveKey}
                onChoose={choose}
              />
            ))}
          </div>
          <p className="shrink-0 border-t border-line px-4 py-2 text-xs text-ink-muted max-sm:hidden">
            {t("search.hint")}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first choice is active until another is; a choice that is gone gives way to the first. */
function useActive(choices: readonly Choice[]) {
  const [wished, setActiveKey] = useState<string | null>(null);
  const at = Math.max(
    0,
    choices.findIndex(({ key }) => key === wished),
  );
  const move = (step: 1 | -1) => {
    const next = choices[(at + step + choices.length) % Math.max(1, choices.length)];
    if (next) setActiveKey(next.key);
  };
  return { activeKey: choices[at]?.key ?? null, setActiveKey, move };
}

type GroupProps = {
  group: ChoiceGroup;
  listId: string;
  activeKey: string | null;
  onPoint: (key: string) => void;
  onChoose: (choice: Choice) => void;
};

function Group({ group: { group, choices }, listId, activeKey, onPoint, onChoose }: GroupProps) {
  const { t } = useTranslation("home");
  const headingId = `${listId}-${group}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
    <div role="group" aria-labelledby={headingId} className="pb-1">
      <p id={headingId} className="px-2 pt-2 pb-1 text-xs font-medium text-ink-muted">
        {t(`search.groups.${group}`)}
      </p>
      {choices.map((choice) => (
        <Option
          key={choice.key}
          id={optionId(listId, choice.key)}
          choice={choice}
          isActive={choice.key === activeKey}
          onPoint={onPoint}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

type OptionProps = Pick<GroupProps, "onPoint" | "onChoose"> & {
  id: string;
  choice: Choice;
  isActive: boolean;
};

function Option({ id, choice, isActive, onPoint, onChoose }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys; the focus never comes here
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox names the active option instead
    <div
      ref={ref}
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={() => isActive || onPoint(choice.key)}
      onClick={() => onChoose(choice)}
      className={classes(
        "flex min-h-9 cursor-default items-center gap-3 rounded-md px-2 py-1.5 text-sm pointer-coarse:min-h-11",
        isActive ? "bg-sunken text-ink" : "text-ink",
      )}
    >
      <ChoiceIcon kind={choice.icon} />
      <span className="min-w-0 truncate">{choice.title}</span>
      {choice.detail ? (
        <span className="ml-auto min-w-0 shrink-2 truncate text-xs text-ink-muted">{choice.detail}</span>
      ) : null}
    </div>
  );
}

function optionId(listId: string, key: string): string {
  return `${listId}-${key.replace(/[^\w-]/g, "_")}`;
}
