import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { listOwners } from "~/features/accounts/data.server";
import { BoardFilters } from "~/features/accounts/deals/board/components/board-filters";
import { DealBoard } from "~/features/accounts/deals/board/components/deal-board";
import { DealViews } from "~/features/accounts/deals/board/components/deal-views";
import { getBoard, listTeamChoices } from "~/features/accounts/deals/board/data.server";
import { closeOnBoard, moveDeal } from "~/features/accounts/deals/board/mutations.server";
import { boardQuerySchema, moveDealSchema } from "~/features/accounts/deals/board/schema";
import { closeDealSchema } from "~/features/accounts/deals/schema";
import { idField } from "~/features/accounts/schema";
import { requireMember } from "~/features/auth/guard.server";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const search = new URL(request.url).searchParams;
  const query = boardQuerySchema.parse(Object.fromEntries(search));
  const [columns, owners, teams] = await Promise.all([
    getBoard(scope, { ...query, more: search.getAll("more") }),
    listOwners(scope, query.owner || undefined),
    listTeamChoices(scope),
  ]);
  return { query, columns, owners, teams };
}

/** Where the card stood before it was dropped on won or lost. */
const fromSchema = z.object({
  dealId: idField,
  fromOutcome: z.enum(["open", "won", "lost"]),
  fromStage: z.string().max(40),
});

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await readForm(request);
  const reply = form.get("intent") === "close" ? await close(scope, form) : await move(scope, form);
  return data(reply, reply.ok ? 200 : 409);
}

type Scope = Awaited<ReturnType<typeof requireMember>>["scope"];

function move(scope: Scope, form: FormData) {
  const parsed = parseFields(form, moveDealSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const { intent: _, ...wish } = parsed.value;
  return moveDeal(scope, wish);
}

function close(scope: Scope, form: FormData) {
  const from = parseFields(form, fromSchema);
  for (const name of ["dealId", "fromOutcome", "fromStage"]) form.delete(name);
  const closing = parseFields(form, closeDealSchema);
  if (!from.ok || !closing.ok) throw new AppError("INVALID");
  const { dealId, fromOutcome, fromStage } = from.value;
  const { intent: _, ...wish } = closing.value;
  return closeOnBoard(scope, { ...wish, dealId, from: { outcome: fromOutcome, stage: fromStage } });
}

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, "board:title");

export default function DealsBoard() {
  const { t } = useTranslation("accounts");
  const { query, columns, owners, teams } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={t("deals.title")}
        description={t("deals.description")}
        actions={<DealViews current="board" />}
      />
      <BoardFilters query={query} owners={owners} teams={teams} />
      <DealBoard columns={columns} />
    </>
  );
}
