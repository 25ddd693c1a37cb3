import { Form, Link } from "@remix-run/react";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { CONTROL_LOOK } from "~/ui/field";
import type { ChatDoors } from "../doors";
import type { ChatView } from "../load.server";
import { MessageItem } from "./message-item";
import { useSpotName } from "./names";

type ChatFrameProps = { view: ChatView; doors: ChatDoors; brandName: string; children: ReactNode };

/** Around a conversation: the search, what it is about, and what was found instead of it. */
export function ChatFrame({ view, doors, brandName, children }: ChatFrameProps) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <SearchForm view={view} doors={doors} />
      {view.spot && !view.hits ? <SpotHead spot={view.spot} doors={doors} /> : null}
      {view.hits ? <Hits {...{ view, doors, brandName }} hits={view.hits} /> : children}
    </div>
  );
}

function SearchForm({ view, doors }: Pick<ChatFrameProps, "view" | "doors">) {
  const { t } = useTranslation("chat");
  return (
    <Form method="get" role="search" className="flex flex-wrap items-center gap-2">
      {view.corner === "buyers" ? <input type="hidden" name="corner" value="buyers" /> : null}
      <input
        type="search"
        name="q"
        aria-label={t("search.label")}
        placeholder={t("search.label")}
        defaultValue={view.query.q}
        className={`${CONTROL_LOOK} max-w-72 flex-1`}
      />
      <Button type="submit" aria-label={t("search.submit")} icon={<Search aria-hidden />} />
      {view.hits ? (
        <Link to={doors.chat()} className="text-sm text-accent hover:underline">
          {t("search.clear")}
        </Link>
      ) : null}
    </Form>
  );
}

function SpotHead({ spot, doors }: { spot: NonNullable<ChatView["spot"]>; doors: ChatDoors }) {
  const { t } = useTranslation("chat");
  const name = useSpotName(spot);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md bg-sunken px-4 py-2.5 text-sm">
      <h2 className="min-w-0 font-medium wrap-anywhere text-ink">{t("about", { spot: name })}</h2>
      {spot.pageTitle === null ? null : (
        <Link to={doors.page(spot.pageId, spot.unit)} className="text-accent hover:underline">
          {t("openSpot", { spot: name })}
        </Link>
      )}
      <Link to={doors.chat()} className="text-ink-muted hover:text-ink hover:underline">
        {t("allMessages")}
      </Link>
    </div>
  );
}

type HitsProps = Omit<ChatFrameProps, "children"> & { hits: NonNullable<ChatView["hits"]> };

function Hits({ hits, doors, brandName }: HitsProps) {
  const { t } = useTranslation("chat");
  const { messages } = hits;
  return (
    <section aria-label={t("search.label")} className="rounded-lg border border-line bg-surface py-3">
      <p role="status" className="px-4 text-sm text-ink-muted">
        {messages.length === 0 ? t("search.none") : t("search.found", { count: messages.length })}
      </p>
      <ol>
        {messages.map((message) => (
          <MessageItem
            key={message.id}
            {...{ message, doors, brandName }}
            thread={hits.threads.find(({ id }) => id === message.threadId) ?? null}
            canWrite={false}
            isNext={false}
            onChange={async () => null}
            onDelete={() => {}}
          />
        ))}
      </ol>
      {hits.hasOlder ? <p className="px-4 pt-2 text-sm text-ink-muted">{t("search.more")}</p> : null}
    </section>
  );
}
