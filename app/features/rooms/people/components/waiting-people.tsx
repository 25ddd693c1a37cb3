import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { RelativeTime } from "~/ui/relative-time";
import type { Suggestion } from "../data.server";
import { personLabel } from "../utils";

type Request = {
  id: string;
  email: string;
  name: string | null;
  note: string | null;
  linkLabel: string;
  createdAt: Date | string;
};

/** Who asks to be let in. */
export function RequestCard({ requests, canEdit }: { requests: readonly Request[]; canEdit: boolean }) {
  const { t } = useTranslation("people");
  if (requests.length === 0) return null;
  return (
    <Card title={t("requests.title")} description={t("requests.body")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {requests.map((request) => (
          <li
            key={request.id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5"
          >
            <div className="min-w-0 text-sm">
              <p className="font-medium wrap-anywhere text-ink">
                {request.name ? `${request.name} (${request.email})` : request.email}
              </p>
              {request.note ? (
                <p className="mt-0.5 whitespace-pre-line wrap-anywhere text-ink">{request.note}</p>
              ) : null}
              <p className="mt-0.5 text-xs text-ink-muted">
                {t("requests.through", { label: request.linkLabel })} ·{" "}
                <RelativeTime date={request.createdAt} />
              </p>
            </div>
            {canEdit ? (
              <Form method="post" preventScrollReset className="flex gap-2">
                <input type="hidden" name="requestId" value={request.id} />
                <Button
                  type="submit"
                  name="intent"
                  value="allow"
                  size="sm"
                  variant="primary"
                  aria-label={t("requests.allowFor", { email: request.email })}
                >
                  {t("requests.allow")}
                </Button>
                <Button
                  type="submit"
                  name="intent"
                  value="refuse"
                  size="sm"
                  aria-label={t("requests.refuseFor", { email: request.email })}
                >
                  {t("requests.refuse")}
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Suggested = Omit<Suggestion, "since"> & { since: Date | string };

/** Who came in and is not on the committee. */
export function SuggestionCard({
  suggestions,
  canEdit,
}: {
  suggestions: readonly Suggested[];
  canEdit: boolean;
}) {
  const { t } = useTranslation("people");
  if (suggestions.length === 0) return null;
  return (
    <Card title={t("suggestions.title")} description={t("suggestions.body")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {suggestions.map((one) => (
          <li
            key={one.email}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-5"
          >
            <div className="min-w-0 text-sm">
              <p className="font-medium wrap-anywhere text-ink">
                {one.name ? `${one.name} (${one.email})` : one.email}
              </p>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted">
                {one.viewerId ? (
                  <Badge tone={one.isProven ? "positive" : "warning"}>
                    {t(one.isProven ? "suggestions.proven" : "suggestions.claimed")}
                  </Badge>
                ) : null}
                {one.introducedBy ? t("suggestions.introduced", { name: one.introducedBy }) : null}
                <RelativeTime date={one.since} />
              </p>
            </div>
            {canEdit ? <SuggestionButtons suggested={one} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SuggestionButtons({ suggested }: { suggested: Suggested }) {
  const { t } = useTranslation("people");
  const { contactId, viewerId } = suggested;
  const name = personLabel(suggested);
  return (
    <Form method="post" preventScrollReset className="flex gap-2">
      {contactId ? (
        <input type="hidden" name="contactId" value={contactId} />
      ) : (
        <input type="hidden" name="viewerId" value={viewerId ?? ""} />
      )}
      <Button
        type="submit"
        name="intent"
        value={contactId ? "add" : "addSuggested"}
        size="sm"
        variant="primary"
        aria-label={t("suggestions.addFor", { name })}
      >
        {t("suggestions.add")}
      </Button>
      <Button
        type="submit"
        name="intent"
        value={contactId ? "dismiss" : "dismissViewer"}
        size="sm"
        aria-label={t("suggestions.dismissFor", { name })}
      >
        {t("suggestions.dismiss")}
      </Button>
    </Form>
  );
}
