import { classes } from "./classes";

const SIZES = { sm: "size-6 text-xs", md: "size-8 text-sm", lg: "size-16 text-xl" } as const;

/** Decorative: the name stands beside it. The initials show while there is no photo. */
export function Avatar({
  name,
  photo,
  size = "md",
  className,
}: {
  name: string;
  /** Address of a square picture. */
  photo?: string | null;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  if (photo)
    return (
      <img
        src={photo}
        alt=""
        className={classes("shrink-0 rounded-full bg-sunken object-cover", SIZES[size], className)}
      />
    );
  return (
    <span
      aria-hidden
      className={classes(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-medium text-accent select-none",
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

const JAPANESE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** 山田太郎 → 山, Mary Ann Smith → MS, mary@example.com → M */
export function initialsOf(name: string): string {
  const words = (name.split("@")[0] ?? "").split(/[\s　._-]+/).filter(Boolean);
  const first = firstLetter(words[0]);
  const isShort = words.length < 2 || name.includes("@") || JAPANESE.test(first);
  return isShort ? first : first + firstLetter(words.at(-1));
}

function firstLetter(word: string | undefined): string {
  return (Array.from(word ?? "")[0] ?? "?").toUpperCase();
}
