import { classes } from "./classes";

/** A company's logo beside its name. Most are drawn for paper, so it stands on a light plate where the page is dark. */
export function BrandLogo({ src, size = "md" }: { src: string; size?: "sm" | "md" }) {
  return (
    <img
      src={src}
      alt=""
      className={classes(
        "w-auto shrink-0 rounded-sm bg-plate object-contain",
        size === "sm" ? "h-6 max-w-20" : "h-8 max-w-28",
      )}
    />
  );
}
