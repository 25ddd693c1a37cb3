import { useFetcher, useLocation } from "@remix-run/react";
import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";
import type { ThingKind } from "../../things/utils";

type StarProps = { kind: ThingKind; id: string; isFavourite: boolean };

/** Shows the wish at once; the answer sets it right should it not come true. */
export function FavouriteStar({ kind, id, isFavourite }: StarProps) {
  const { t } = useTranslation("home");
  const fetcher = useFetcher({ key: `favourite:${kind}:${id}` });
  const { pathname, search } = useLocation();
  const wished = fetcher.formData?.get("intent");
  const isMarked = wished ? wished === "add" : isFavourite;
  return (
    <fetcher.Form method="post" action={paths.favourites()} className="inline-flex print:hidden">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="next" value={pathname + search} />
      <button
        type="submit"
        name="intent"
        value={isMarked ? "remove" : "add"}
        aria-pressed={isMarked}
        aria-label={t("favourites.title")}
        title={t(isMarked ? "favourites.remove" : "favourites.add")}
        className="rounded-md p-1.5 text-ink-faint hover:bg-sunken hover:text-ink pointer-coarse:-my-1 pointer-coarse:p-3"
      >
        <Star aria-hidden className={classes("size-4", isMarked && "fill-warning text-warning")} />
      </button>
    </fetcher.Form>
  );
}
