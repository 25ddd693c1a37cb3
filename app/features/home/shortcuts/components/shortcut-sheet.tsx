import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "~/ui/dialog";
import { KEY_SEQUENCES } from "../keys";
import { areShortcutsOn, setShortcutsOn } from "../utils";

const GROUPS = ["go", "do"] as const;

/** Every shortcut there is, and the switch for those of a single key. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("home");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("shortcuts.title")}
      description={t("shortcuts.body")}
    >
      <div className="flex flex-col gap-5">
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 text-sm">
          <dt className="text-ink">{t("shortcuts.search")}</dt>
          <dd>
            <Keys keys={[paletteKeyName()]} />
          </dd>
        </dl>
        {GROUPS.map((group) => (
          <section key={group} aria-label={t(`shortcuts.${group}`)}>
            <h3 className="mb-2 text-xs font-medium text-ink-muted">{t(`shortcuts.${group}`)}</h3>
            <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 text-sm">
              {KEY_SEQUENCES.filter((sequence) => sequence.group === group).map(({ keys, label }) => (
                <Fragment key={label}>
                  <dt className="text-ink">{t(label)}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        <Switch />
      </div>
    </Dialog>
  );
}

function Switch() {
  const { t } = useTranslation("home");
  const [isOn, setOn] = useState(areShortcutsOn);
  return (
    <label className="flex items-start gap-2.5 border-t border-line pt-4 text-sm text-ink">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          setShortcutsOn(event.target.checked);
          setOn(event.target.checked);
        }}
        className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      <span>
        {t("shortcuts.on")}
        <span className="mt-0.5 block text-ink-muted">
          {t("shortcuts.onHint", { key: paletteKeyName() })}
        </span>
      </span>
    </label>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation("home");
  return (
    <span className="inline-flex items-center gap-1">
      {keys.map((key, at) => (
        <Fragment key={key}>
          {at > 0 ? <span className="text-xs text-ink-faint">{t("shortcuts.andThen")}</span> : null}
          <kbd className="min-w-6 rounded-sm border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-sans text-xs text-ink">
            {key.length === 1 ? key.toUpperCase() : key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}

function paletteKeyName(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl+K";
}
