import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FormatForm } from "~/features/accounts/imports/components/format-form";
import { ImportProgress } from "~/features/accounts/imports/components/import-progress";
import { ImportResult } from "~/features/accounts/imports/components/import-result";
import { MappingForm, StartBar } from "~/features/accounts/imports/components/mapping-form";
import { PreviewTable } from "~/features/accounts/imports/components/preview-table";
import { DELIMITERS, isEncoding } from "~/features/accounts/imports/csv/schema";
import { delimiterName } from "~/features/accounts/imports/csv/utils";
import { getImport, type Import, previewImport } from "~/features/accounts/imports/data.server";
import {
  cancelImport,
  changeFormat,
  pauseImport,
  resumeImport,
  saveMapping,
  startImport,
} from "~/features/accounts/imports/mutations.server";
import { canMapImport, canSteerImport } from "~/features/accounts/imports/policy";
import { formatSchema, mappingSchema, steerSchema } from "~/features/accounts/imports/schema";
import { guessMapping, looksHeadless } from "~/features/accounts/imports/utils";
import { requireMember } from "~/features/auth/guard.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError } from "~/platform/errors";
import { parseFields, readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const one = await getImport(scope, params.importId ?? "");
  const { id, kind, fileName, state, failure, doneRows, totalRows } = one;
  const { createdRows, updatedRows, skippedRows, refusedRows } = one;
  return {
    one: { id, kind, fileName, state, failure, doneRows, totalRows },
    counts: { createdRows, updatedRows, skippedRows, refusedRows },
    canSteer: canSteerImport(scope, one),
    draft: state === "mapping" && canMapImport(scope, one) ? await draftOf(scope, one) : null,
  };
}

/** What the choice of columns is shown with. */
async function draftOf(scope: WorkspaceScope, one: Import) {
  const mapping = one.mapping ?? guessMapping(one.kind, one.columns);
  const judgements = await previewImport(scope, one, mapping);
  const { columns, onDuplicate } = one;
  const texts = [...columns, ...judgements.flatMap(({ row }) => row.cells)];
  return {
    encoding: isEncoding(one.encoding) ? one.encoding : ("utf-8" as const),
    delimiter: delimiterName(one.delimiter),
    isGarbled: texts.some((text) => text.includes("\uFFFD")),
    isHeadless: looksHeadless(one.kind, columns),
    columns,
    mapping,
    onDuplicate,
    judgements,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await readForm(request);
  const importId = params.importId ?? "";
  const intent = form.get("intent");
  if (intent === "format") return format(scope, importId, form);
  if (intent === "map" || intent === "start") return choose(scope, importId, form);
  const parsed = parseFields(form, steerSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const steer = { pause: pauseImport, resume: resumeImport, cancel: cancelImport };
  await steer[parsed.value.intent](scope, importId);
  return redirect(paths.import(importId));
}

async function format(scope: WorkspaceScope, importId: string, form: FormData) {
  const parsed = parseFields(form, formatSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const { encoding, delimiter } = parsed.value;
  const read = await changeFormat(scope, { importId, encoding, delimiter: DELIMITERS[delimiter] });
  if (read.ok) return redirect(paths.import(importId));
  return data({ problem: read.problem, missing: [] }, 422);
}

async function choose(scope: WorkspaceScope, importId: string, form: FormData) {
  const parsed = parseFields(form, mappingSchema);
  if (!parsed.ok) throw new AppError("INVALID");
  const { intent, ...choice } = parsed.value;
  if (intent === "map") {
    await saveMapping(scope, { importId, ...choice });
    return redirect(paths.import(importId));
  }
  const started = await startImport(scope, { importId, ...choice });
  if (started.ok) return redirect(paths.import(importId));
  return data({ problem: null, missing: started.missing }, 422);
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "imports:import", page.data?.one.fileName);

export default function ImportPage() {
  const { t } = useTranslation("imports");
  const { one, counts, canSteer, draft } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { id, kind, state, doneRows, totalRows, failure } = one;
  return (
    <>
      <PageHeader
        title={one.fileName}
        eyebrow={t(`importOf.${kind}`)}
        back={{ to: paths.imports(), label: t("title") }}
        actions={
          draft ? (
            <Form method="post">
              <Button type="submit" name="intent" value="cancel" variant="ghost">
                {t("discard")}
              </Button>
            </Form>
          ) : null
        }
      />
      {draft ? (
        <div className="flex flex-col gap-6">
          <FormatForm
            encoding={draft.encoding}
            delimiter={draft.delimiter}
            problem={reply?.problem ? t(`problems.${reply.problem}`) : null}
            isGarbled={draft.isGarbled}
          />
          <MappingForm
            kind={kind}
            columns={draft.columns}
            firstRow={draft.judgements[0]?.row.cells ?? []}
            mapping={draft.mapping}
            onDuplicate={draft.onDuplicate}
            missing={reply?.missing ?? []}
            isHeadless={draft.isHeadless}
          />
          <PreviewTable judgements={draft.judgements} columns={draft.columns} total={totalRows ?? 0} />
          <StartBar />
        </div>
      ) : null}
      {state === "running" || state === "paused" ? (
        <ImportProgress
          state={state}
          doneRows={doneRows}
          totalRows={totalRows}
          counts={counts}
          canSteer={canSteer}
        />
      ) : null}
      {state === "done" || state === "failed" || state === "cancelled" ? (
        <ImportResult
          id={id}
          kind={kind}
          state={state}
          failure={failure}
          doneRows={doneRows}
          counts={counts}
        />
      ) : null}
      {state === "mapping" && !draft ? <p className="text-sm text-ink-muted">{t("states.mapping")}</p> : null}
    </>
  );
}
