import { useMatches } from "@remix-run/react";
import type { ReactNode } from "react";
import { PageMarkContext } from "~/ui/page-mark";
import { FavouriteStar } from "../favourites/components/favourite-star";
import { PaletteHost } from "../palette/components/palette-host";
import { useRememberOpened } from "../recents/hooks/use-remember-opened";
import type { Thing } from "../things/schema";
import { thingOfMatches } from "../things/utils";
import { useFlashedUndo } from "../undo/hooks/use-flashed-undo";
import type { Archived } from "../undo/schema";

type HouseProps = { favourites: readonly Thing[]; archived: Archived | null; children: ReactNode };

/** What every page of a member has around it: search, shortcuts, the star at what it shows, and a way back. */
export function HomeHouse({ favourites, archived, children }: HouseProps) {
  const thing = thingOfMatches(useMatches());
  useRememberOpened(thing);
  useFlashedUndo(archived);
  const isFavourite = favourites.some(({ kind, id }) => kind === thing?.kind && id === thing.id);
  return (
    <PaletteHost>
      <PageMarkContext.Provider
        value={thing ? <FavouriteStar key={thing.id} {...thing} isFavourite={isFavourite} /> : null}
      >
        {children}
      </PageMarkContext.Provider>
    </PaletteHost>
  );
}
