import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { aboutThing } from "~/features/home/things/utils";
import { RoomHeader } from "~/features/rooms/components/room-header";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { AddPeople } from "~/features/rooms/people/components/add-people";
import { PeopleList } from "~/features/rooms/people/components/people-list";
import { PeopleMap } from "~/features/rooms/people/components/people-map";
import { PeopleOutcome } from "~/features/rooms/people/components/people-outcome";
import { RequestCard, SuggestionCard } from "~/features/rooms/people/components/waiting-people";
import { listPeople, listPeopleChoices, listSuggestions } from "~/features/rooms/people/data.server";
import {
  addNewPerson,
  addPerson,
  addSuggested,
  changePerson,
  dismissSuggested,
  removePerson,
} from "~/features/rooms/people/mutations.server";
import { canEditPeople } from "~/features/rooms/people/policy";
import { type PeopleIntent, peopleIntent } from "~/features/rooms/people/schema";
import { departmentsOf, SILENT_DAYS } from "~/features/rooms/people/utils";
import { canEditRoom } from "~/features/rooms/policy";
import type { MemberActor } from "~/features/rooms/schema";
import { listAccessRequests } from "~/features/sharing/access/data.server";
import { decideAccess } from "~/features/sharing/access/mutations.server";
import { type Invited, invitePerson } from "~/features/sharing/invites/mutations.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { Card } from "~/ui/card";
import { ChoiceLinks } from "~/ui/choice-links";
import { EmptyState } from "~/ui/empty-state";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const actor = await memberInRoom(scope, room.id);
  const [people, choices, suggestions, requests] = await Promise.all([
    listPeople(actor),
    listPeopleChoices(actor),
    listSuggestions(actor),
    listAccessRequests(actor),
  ]);
  const rights = { canEditRoom: canEditRoom(scope, room), canEdit: canEditPeople(actor) };
  return { room, ...rights, people, choices, suggestions, requests, requestKey: newId() };
}

type Reply = {
  done: "invited" | "invitedAgain" | "removed" | "saved" | "allowed" | "refused" | null;
  contactId: string | null;
  email: string | null;
  stale: boolean;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

function invited({ email, isAgain }: Invited): Reply {
  return reply({ done: isAgain ? "invitedAgain" : "invited", email });
}

function reply(part: Partial<Reply>): Reply {
  return { done: null, contactId: null, email: null, stale: false, errors: {}, values: {}, ...part };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const actor = await memberInRoom(scope, params.roomId ?? "");
  const form = await parseForm(request, peopleIntent);
  if (!form.ok) return data(reply({ ...form.reply, contactId: form.reply.values.contactId ?? null }), 422);
  try {
    const outcome = await act(actor, form.value, form.values);
    return data(outcome, outcome.stale ? 409 : Object.keys(outcome.errors).length > 0 ? 422 : 200);
  } catch (error) {
    if (!(error instanceof AppError && error.code === "RATE_LIMITED")) throw error;
    return data(reply({ errors: { form: "people:rateLimited" }, values: form.values }), 429);
  }
}

async function act(actor: MemberActor, wish: PeopleIntent, values: Record<string, string>): Promise<Reply> {
  switch (wish.intent) {
    case "add":
      await addPerson(actor, wish.contactId);
      return reply({});
    case "create": {
      const { intent: _, ...person } = wish;
      const made = await addNewPerson(actor, person);
      return made.ok ? reply({}) : reply({ errors: { email: "people:add.otherAccount" }, values });
    }
    case "place":
    case "change": {
      const { intent: _, ...placing } = wish;
      const { contactId } = placing;
      const { ok } = await changePerson(actor, placing);
      if (ok) return reply({ done: wish.intent === "change" ? "saved" : null });
      return reply({ stale: true, contactId, errors: { form: "people:list.stale" }, values });
    }
    case "remove":
      await removePerson(actor, wish.contactId);
      return reply({ done: "removed", contactId: wish.contactId });
    case "invite":
      return invited(await invitePerson(actor, wish.contactId));
    case "addSuggested": {
      const made = await addSuggested(actor, wish.viewerId);
      return made.ok ? reply({}) : reply({ errors: { form: "people:add.otherAccount" }, values });
    }
    case "dismiss":
      await dismissSuggested(actor, { contactId: wish.contactId });
      return reply({});
    case "dismissViewer":
      await dismissSuggested(actor, { viewerId: wish.viewerId });
      return reply({});
    case "allow":
    case "refuse": {
      const decision = wish.intent === "allow" ? "allowed" : "refused";
      const email = await decideAccess(actor, { requestId: wish.requestId, decision });
      return reply({ done: decision, email });
    }
  }
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "people:title", page.data?.room.name);

export default function RoomPeople() {
  const { t } = useTranslation("people");
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { room, people, canEdit } = view;
  const isMap = search.get("view") === "map";
  return (
    <>
      <RoomHeader room={room} canEdit={view.canEditRoom} />
      <h2 className="sr-only">{t("title")}</h2>
      <p className="mb-6 text-ink-muted">{t("description")}</p>
      <PeopleOutcome answer={answer} choices={view.choices} />
      <datalist id="departments">
        {departmentsOf(people)
          .filter(Boolean)
          .map((department) => (
            <option key={department} value={department} />
          ))}
      </datalist>
      <div className="flex flex-col gap-6">
        <RequestCard requests={view.requests} canEdit={canEdit} />
        <SuggestionCard suggestions={view.suggestions} canEdit={canEdit} />
        <Card
          title={t("list.title")}
          description={t("silentRule", { days: SILENT_DAYS })}
          actions={people.length > 0 ? <Views isMap={isMap} /> : null}
          flush
        >
          {people.length === 0 ? (
            <EmptyState title={t("list.emptyTitle")} body={t("list.emptyBody")} />
          ) : isMap ? (
            <PeopleMap people={people} canEdit={canEdit} />
          ) : (
            <PeopleList people={people} canEdit={canEdit} reply={answer?.contactId ? answer : undefined} />
          )}
        </Card>
        {canEdit ? (
          <div className="max-w-read">
            <AddPeople choices={view.choices} requestKey={view.requestKey} reply={answer} />
          </div>
        ) : null}
      </div>
    </>
  );
}

function Views({ isMap }: { isMap: boolean }) {
  const { t } = useTranslation("people");
  const choices = [
    { key: "list", label: t("views.list"), to: "?" },
    { key: "map", label: t("views.map"), to: "?view=map" },
  ];
  return <ChoiceLinks label={t("views.label")} chosen={isMap ? "map" : "list"} choices={choices} />;
}
