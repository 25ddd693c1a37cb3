import { Link } from "@remix-run/react";
import { Search } from "lucide-react";
import {
  createContext,
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useShortcuts } from "../../shortcuts/hooks/use-shortcuts";

// Nobody waits for them on a first page: they come when they are opened or about to be.
const loadPalette = () => import("./palette");
const loadSheet = () => import("../../shortcuts/components/shortcut-sheet");
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));

type Opened = "search" | "help" | null;
const OpenContext = createContext<{ openSearch: () => void }>({ openSearch: () => {} });

/** Around the whole house: its shortcuts, the palette and the list of shortcuts. */
export function PaletteHost({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>(null);
  const doers = useMemo(
    () => ({ openSearch: () => setOpened("search"), openHelp: () => setOpened("help") }),
    [],
  );
  useShortcuts(doers);
  const close = () => setOpened(null);
  return (
    <OpenContext.Provider value={doers}>
      {children}
      <Suspense fallback={null}>
        {opened === "search" ? <Palette onClose={close} openShortcuts={doers.openHelp} /> : null}
        {opened === "help" ? <ShortcutSheet onClose={close} /> : null}
      </Suspense>
    </OpenContext.Provider>
  );
}

/** Without JavaScript it leads to the page that searches. */
function useSearchLink() {
  const { openSearch } = useContext(OpenContext);
  return {
    to: paths.search(),
    onPointerEnter: () => void loadPalette(),
    onFocus: () => void loadPalette(),
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      openSearch();
    },
  };
}

export function SearchButton() {
  const { t } = useTranslation("home");
  return (
    <Link
      {...useSearchLink()}
      className="flex min-h-9 items-center gap-2.5 rounded-md border border-line-strong bg-canvas px-2 py-1 text-sm text-ink-muted hover:text-ink"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">{t("search.title")}</span>
      <PaletteKey />
    </Link>
  );
}

export function SearchIcon() {
  const { t } = useTranslation("home");
  return (
    <Link
      {...useSearchLink()}
      aria-label={t("search.open")}
      className="rounded-md p-2.5 text-ink-muted hover:bg-sunken hover:text-ink"
    >
      <Search aria-hidden className="size-5" />
    </Link>
  );
}

/** Only the browser knows which keyboard it is; the place is kept until it says so. */
function PaletteKey() {
  const [name, setName] = useState("");
  useEffect(() => setName(/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K"), []);
  return (
    <kbd aria-hidden className="w-10 text-end font-sans text-xs text-ink-faint">
      {name}
    </kbd>
  );
}
