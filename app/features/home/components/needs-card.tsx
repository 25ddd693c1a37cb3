import { Form, Link } from "@remix-run/react";
import { CalendarClock, CalendarX2, FileWarning, ListChecks, MessageCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { UnreadRoom } from "~/features/rooms/chat/unread/data.server";
import { useTaskChanges } from "~/features/rooms/plan/hooks/use-task-changes";
import { formatDate, formatDay } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";
import type { DueTask, ExpiringLink, FailedDocument, OverdueDeal, Some } from "../schema";

export type Needs = {
  links: Some<ExpiringLink>;
  /** With the list of all of them. */
  deals: Some<OverdueDeal> & { to: string };
  documents: Some<FailedDocument>;
  tasks: Some<DueTask>;
  chats: Some<UnreadRoom>;
};

/** What has a date or a fault, each with the one thing to do about it. */
export function NeedsCard({ links, deals, documents, tasks, chats }: Needs) {
  const { t } = useTranslation("home");
  const count = links.total + deals.total + documents.total + tasks.total + chats.total;
  useTaskChanges(paths.tasks());
  return (
    <Card title={t("needs.title")} flush className="h-full">
      {count === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-muted sm:px-5">{t("needs.none")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {chats.rows.map((room) => (
            <ChatNeed key={room.roomId} room={room} />
          ))}
          <More of={chats} to={paths.rooms()} />
          {tasks.rows.map((task) => (
            <TaskNeed key={task.id} task={task} />
          ))}
          <More of={tasks} to={paths.tasks()} />
          {links.rows.map((link) => (
            <LinkNeed key={link.id} link={link} />
          ))}
          <More of={links} />
          {deals.rows.map((deal) => (
            <DealNeed key={deal.id} deal={deal} />
          ))}
          <More of={deals} to={deals.to} />
          {documents.rows.map((document) => (
            <DocumentNeed key={document.id} document={document} />
          ))}
          <More of={documents} to={paths.library()} />
        </ul>
      )}
    </Card>
  );
}

function TaskNeed({ task }: { task: DueTask }) {
  const { t } = useTranslation("home");
  const { language } = useLocale();
  const { id, roomId, pageId, title } = task;
  const isLate = task.lateDays > 0;
  return (
    <Need
      icon={<ListChecks aria-hidden className={isLate ? "text-danger" : "text-warning"} />}
      what={t(isLate ? "needs.taskLate" : "needs.taskDue", {
        day: formatDay(task.dueOn ?? "", language),
        room: task.roomName,
      })}
      about={title}
      to={paths.planTask(roomId, pageId, id)}
      action={
        <Form method="post" action={paths.tasks()} navigate={false} fetcherKey={`plan ${id}`}>
          {Object.entries({ intent: "status", roomId, pageId, taskId: id, status: "done" }).map(
            ([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ),
          )}
          <Button size="sm" type="submit" aria-label={t("needs.taskDoneFor", { title })}>
            {t("needs.taskDone")}
          </Button>
        </Form>
      }
    />
  );
}

function ChatNeed({ room }: { room: UnreadRoom }) {
  const { t } = useTranslation("home");
  return (
    <Need
      icon={<MessageCircle aria-hidden className="text-accent" />}
      what={t("needs.chat", { count: room.unread })}
      about={`${room.roomName} · ${room.accountName}`}
      to={paths.roomChat(room.roomId)}
      action={
        <ButtonLink size="sm" to={paths.roomChat(room.roomId)} prefetch="intent">
          {t("needs.chatAct")}
        </ButtonLink>
      }
    />
  );
}

function LinkNeed({ link }: { link: ExpiringLink }) {
  const { t } = useTranslation("home");
  const locale = useLocale();
  const when = formatDate(link.expiresAt, { ...locale, style: "monthDay" });
  return (
    <Need
      icon={<CalendarClock aria-hidden className="text-warning" />}
      what={t("needs.link", { label: link.label, when })}
      about={`${link.roomName} · ${link.accountName}`}
      to={paths.room(link.roomId)}
      action={
        <ButtonLink size="sm" to={paths.roomLinks(link.roomId)} prefetch="intent">
          {t("needs.linkAct")}
        </ButtonLink>
      }
    />
  );
}

function DealNeed({ deal }: { deal: OverdueDeal }) {
  const { t } = useTranslation("home");
  const { language } = useLocale();
  return (
    <Need
      icon={<CalendarX2 aria-hidden className="text-warning" />}
      what={t("needs.deal", { day: formatDay(deal.closeDate, language) })}
      about={`${deal.name} · ${deal.accountName}`}
      to={paths.deal(deal.id)}
      action={
        <ButtonLink size="sm" to={paths.editDeal(deal.id)} prefetch="intent">
          {t("needs.dealAct")}
        </ButtonLink>
      }
    />
  );
}

function DocumentNeed({ document }: { document: FailedDocument }) {
  const { t } = useTranslation("home");
  const { t: library } = useTranslation("library");
  return (
    <Need
      icon={<FileWarning aria-hidden className="text-danger" />}
      what={library(`failure.${document.failure}`)}
      about={document.title}
      to={paths.document(document.id)}
      action={
        document.canRetry ? (
          <Form method="post" action={paths.library()} navigate={false}>
            <input type="hidden" name="documentId" value={document.id} />
            <Button
              size="sm"
              type="submit"
              name="intent"
              value="retry"
              aria-label={t("needs.retryFor", { title: document.title })}
            >
              {t("needs.retry")}
            </Button>
          </Form>
        ) : (
          <ButtonLink size="sm" to={paths.document(document.id)} prefetch="intent">
            {t("needs.documentAct")}
          </ButtonLink>
        )
      }
    />
  );
}

type NeedProps = { icon: ReactNode; what: string; about: string; to: string; action: ReactNode };

function Need({ icon, what, about, to, action }: NeedProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap sm:px-5">
      <div className="flex min-w-0 gap-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
        {icon}
        <div className="min-w-0 text-sm">
          <Link
            to={to}
            prefetch="intent"
            className="font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
          >
            {about}
          </Link>
          <p className="text-ink-muted">{what}</p>
        </div>
      </div>
      <div className="shrink-0 max-sm:pl-7">{action}</div>
    </li>
  );
}

function More({ of, to }: { of: Some<unknown>; to?: string }) {
  const { t } = useTranslation("home");
  const count = of.total - of.rows.length;
  if (count <= 0) return null;
  const words = t("needs.more", { count });
  return (
    <li className="px-4 py-2 text-sm text-ink-muted sm:px-5">
      {to ? (
        <Link to={to} className="hover:text-ink hover:underline">
          {words}
        </Link>
      ) : (
        words
      )}
    </li>
  );
}
