import { useTranslation } from "react-i18next";
import type { PageLink } from "../schema";

const AREA = "absolute rounded-sm hover:bg-accent/15";

/** The PDF's own links. Those that lead out never tell where the reader came from and never get a hold of this window. */
export function PageLinks(props: {
  links: readonly PageLink[];
  onFollow: (target: PageLink["target"]) => void;
}) {
  const { t } = useTranslation("viewer");
  return props.links.map(({ box, target }) => {
    const style = {
      left: `${box.left * 100}%`,
      top: `${box.top * 100}%`,
      width: `${box.width * 100}%`,
      height: `${box.height * 100}%`,
    };
    const key = `${box.left} ${box.top} ${box.width}`;
    if (target.kind === "external") {
      return (
        <a
          key={key}
          href={target.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          title={target.href}
          className={AREA}
          style={style}
        >
          <span className="sr-only">{t("link.external", { address: target.href })}</span>
        </a>
      );
    }
    return (
      <button
        key={key}
        type="button"
        aria-label={t("link.internal")}
        className={AREA}
        style={style}
        onClick={() => props.onFollow(target)}
      />
    );
  });
}
