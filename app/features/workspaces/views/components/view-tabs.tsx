import { Form, Link, useSubmit } from "@remix-run/react";
import { Bookmark, Settings2, Users } from "lucide-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "~/platform/ids";
import { type ListShape, type ListState, readList, writeView } from "~/platform/lists/list-model";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CheckboxField, TextField } from "~/ui/field";
import { closePanel, Panel } from "~/ui/list/panel";
import { useToast } from "~/ui/toast";
import type { Role } from "../../schema";
import { canChangeView } from "../policy";
import type { ListKind, SavedView } from "../schema";
import { MAX_VIEW_NAME_CHARS } from "../utils";

type Props = {
  kind: ListKind;
  shape: ListShape;
  list: ListState;
  views: readonly SavedView[];
  actor: { role: Role; memberId: string };
  /** Of the list without its query. */
  pathname: string;
  /** For the form that saves a view: the same twice makes one. */
  requestKey: string;
};

/** The views of a list as tabs, and what can be done with the one that is open. */
export function ViewTabs({ kind, shape, list, views, actor, pathname, requestKey }: Props) {
  const { t } = useTranslation("lists");
  const current = writeView(shape, list);
  const canonical = (query: string) => writeView(shape, readList(shape, new URLSearchParams(query)));
  const builtIn = [
    { label: t("views.all"), query: "" },
    { label: t("views.mine"), query: "owner=me" },
    { label: t("views.archived"), query: "archived=1" },
  ];
  const open = views.find((view) => view.id === list.view);
  const isChanged = open !== undefined && canonical(open.query) !== current;
  const isKnown =
    (open !== undefined && !isChanged) ||
    builtIn.some(({ query }) => query === current) ||
    views.some((view) => canonical(view.query) === current);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line pb-2 print:hidden">
      <nav aria-label={t("views.label")} className="-mx-1 min-w-0 flex-1 basis-full sm:basis-0">
        <ul className="flex flex-wrap gap-1 px-1">
          {builtIn.map(({ label, query }) => (
            <Tab
              key={query}
              to={query ? `${pathname}?${query}` : pathname}
              isCurrent={!open && query === current}
              label={label}
            />
          ))}
          {views.map((view) => (
            <Tab
              key={view.id}
              to={`${pathname}?${view.query ? `view=${view.id}&${view.query}` : `view=${view.id}`}`}
              isCurrent={view === open}
              isChanged={view === open && isChanged}
              label={view.name}
              sharedBy={view.isShared && view.memberId !== actor.memberId ? view.memberName : null}
            />
          ))}
        </ul>
      </nav>
      <div className="flex flex-wrap gap-1">
        {open && isChanged && canChangeView(actor, open) ? <UpdateView view={open} query={current} /> : null}
        {open && !isChanged && canChangeView(actor, open) ? (
          <ManageView key={open.id} view={open} kind={kind} />
        ) : null}
        {isKnown ? null : <SaveView kind={kind} query={current} requestKey={requestKey} />}
      </div>
    </div>
  );
}

function Tab({
  to,
  label,
  isCurrent,
  isChanged = false,
  sharedBy = null,
}: {
  to: string;
  label: string;
  isCurrent: boolean;
  isChanged?: boolean;
  sharedBy?: string | null;
}) {
  const { t } = useTranslation("lists");
  return (
    <li className="max-w-56 min-w-0">
      <Link
        to={to}
        prefetch="intent"
        aria-current={isCurrent ? "page" : undefined}
        title={sharedBy ? t("views.sharedBy", { name: sharedBy }) : undefined}
        className={classes(
          "flex min-h-8 items-center gap-1.5 rounded-md px-2.5 text-sm pointer-coarse:min-h-11",
          isCurrent ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:bg-sunken hover:text-ink",
        )}
      >
        {sharedBy ? <Users aria-hidden className="size-3.5 shrink-0" /> : null}
        <span className="truncate">{label}</span>
        {isChanged ? <span className="text-xs font-normal text-ink-muted">*</span> : null}
        {isChanged ? <span className="sr-only">({t("views.changed")})</span> : null}
      </Link>
    </li>
  );
}

function SaveView({ kind, query, requestKey }: { kind: ListKind; query: string; requestKey: string }) {
  const { t } = useTranslation("lists");
  return (
    <Panel icon={<Bookmark aria-hidden />} label={t("views.save")} variant="ghost">
      <Form
        method="post"
        action={paths.views()}
        onSubmit={(event) => closePanel(event.currentTarget)}
        className="flex flex-col gap-3"
      >
        <input type="hidden" name="intent" value="create" />
        <input type="hidden" name="list" value={kind} />
        <input type="hidden" name="query" value={query} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <TextField label={t("views.name")} name="name" required maxLength={MAX_VIEW_NAME_CHARS} />
        <CheckboxField label={t("views.share")} name="isShared" />
        <Button type="submit" variant="primary" size="sm" className="self-start">
          {t("views.save")}
        </Button>
      </Form>
    </Panel>
  );
}

function UpdateView({ view, query }: { view: SavedView; query: string }) {
  const { t } = useTranslation("lists");
  return (
    <Form method="post" action={paths.views()}>
      <input type="hidden" name="intent" value="update" />
      <input type="hidden" name="viewId" value={view.id} />
      <input type="hidden" name="query" value={query} />
      <Button type="submit" size="sm">
        {t("views.update", { name: view.name })}
      </Button>
    </Form>
  );
}

function ManageView({ view, kind }: { view: SavedView; kind: ListKind }) {
  const { t } = useTranslation("lists");
  const { t: common } = useTranslation("common");
  const show = useToast();
  const submit = useSubmit();
  // Without a script the form below deletes as well, only without the way back.
  const offerUndo = (event: FormEvent<HTMLFormElement>) => {
    closePanel(event.currentTarget);
    const again = {
      intent: "create",
      list: kind,
      name: view.name,
      query: view.query,
      requestKey: newId(),
      ...(view.isShared ? { isShared: "on" } : {}),
    };
    const onUndo = () => submit(again, { method: "post", action: paths.views() });
    show({ message: t("views.deleted", { name: view.name }), onUndo });
  };
  return (
    <Panel
      icon={<Settings2 aria-hidden />}
      label={<span className="sr-only sm:not-sr-only">{common("actions.edit")}</span>}
      variant="ghost"
    >
      <p className="mb-3 text-sm font-medium text-ink">{t("views.manage", { name: view.name })}</p>
      <Form
        method="post"
        action={paths.views()}
        onSubmit={(event) => closePanel(event.currentTarget)}
        className="flex flex-col gap-3"
      >
        <input type="hidden" name="intent" value="rename" />
        <input type="hidden" name="viewId" value={view.id} />
        <TextField
          label={t("views.name")}
          name="name"
          required
          defaultValue={view.name}
          maxLength={MAX_VIEW_NAME_CHARS}
        />
        <CheckboxField label={t("views.share")} name="isShared" defaultChecked={view.isShared} />
        <Button type="submit" variant="primary" size="sm" className="self-start">
          {t("views.rename")}
        </Button>
      </Form>
      <Form
        method="post"
        action={paths.views()}
        onSubmit={offerUndo}
        className="mt-3 border-t border-line pt-3"
      >
        <input type="hidden" name="intent" value="delete" />
        <input type="hidden" name="viewId" value={view.id} />
        <Button type="submit" size="sm" variant="ghost">
          {t("views.delete")}
        </Button>
      </Form>
    </Panel>
  );
}
