import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { type Clash, type ClashChoice, plainText } from "../merge";

const CHOICES = ["mine", "theirs", "both"] as const;

type Props = {
  editorName: string | null;
  clashes: readonly Clash[];
  onResolve: (choices: ReadonlyMap<string, ClashChoice>) => void;
  onTakeTheirs: () => void;
};

/** Each block that both wrote, both texts of it in sight: the person decides which goes on, or keeps both. */
export function ConflictPanel({ editorName, clashes, onResolve, onTakeTheirs }: Props) {
  const { t } = useTranslation("proposals");
  const [choices, setChoices] = useState<ReadonlyMap<string, ClashChoice>>(new Map());
  return (
    <section role="alert" className="rounded-lg border border-line bg-warning-soft p-4">
      <h2 className="font-semibold text-ink">
        {t("conflict.title", { name: editorName ?? t("conflict.someone") })}
      </h2>
      <p className="mt-1 text-sm text-ink-muted">{t("conflict.body")}</p>
      <ol className="mt-3 flex flex-col gap-4">
        {clashes.map((clash, at) => (
          <li key={clash.blockId}>
            <ClashChoices
              clash={clash}
              number={at + 1}
              choice={choices.get(clash.blockId) ?? "mine"}
              onChoose={(choice) => setChoices(new Map(choices).set(clash.blockId, choice))}
            />
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="primary" onClick={() => onResolve(choices)}>
          {t("conflict.goOn")}
        </Button>
        <Button onClick={onTakeTheirs}>{t("conflict.takeTheirs")}</Button>
      </div>
    </section>
  );
}

type ClashProps = {
  clash: Clash;
  number: number;
  choice: ClashChoice;
  onChoose: (choice: ClashChoice) => void;
};

function ClashChoices({ clash, number, choice, onChoose }: ClashProps) {
  const { t } = useTranslation("proposals");
  const textOf = (block: Clash["mine"]) =>
    block === null ? t("conflict.deleted") : plainText(block) || t("conflict.noWords");
  return (
    <fieldset className="rounded-md bg-surface p-3">
      <legend className="sr-only">{t("conflict.block", { number })}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {(["mine", "theirs"] as const).map((side) => (
          <div key={side}>
            <p className="text-sm font-medium text-ink">{t(`conflict.${side}`)}</p>
            <pre className="mt-1 max-h-60 overflow-auto whitespace-pre-wrap font-sans text-sm text-ink">
              {textOf(clash[side])}
            </pre>
          </div>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {CHOICES.map((one) => (
          <label key={one} className="flex min-h-9 items-center gap-2 text-sm text-ink">
            <input
              type="radio"
              name={`clash-${clash.blockId}`}
              checked={choice === one}
              onChange={() => onChoose(one)}
            />
            {t(`conflict.choices.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
