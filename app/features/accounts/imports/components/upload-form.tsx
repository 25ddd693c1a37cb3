import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatBytes, formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CONTROL_LOOK, FILE_LOOK, Field } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { useLocale } from "~/ui/locale";
import type { FileProblem } from "../csv/schema";
import {
  IMPORT_FIELDS,
  IMPORT_KINDS,
  type ImportKind,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  REQUIRED_FIELDS,
} from "../fields/schema";

type Props = { kind: ImportKind; problem?: FileProblem | null; line?: number | null };

/** Chooses what is in the file, and the file. */
export function UploadForm({ kind, problem, line }: Props) {
  const { t } = useTranslation("imports");
  const { t: common } = useTranslation("common");
  const { language } = useLocale();
  const { state } = useNavigation();
  const limits = {
    size: formatBytes(MAX_IMPORT_BYTES, language),
    rows: formatNumber(MAX_IMPORT_ROWS, language),
  };
  const message = problem
    ? problem === "broken_quotes" && line
      ? t("problems.broken_quotes_at", { line: formatNumber(line, language) })
      : t(`problems.${problem}`)
    : null;
  return (
    <>
      <KindTabs current={kind} />
      <Form method="post" encType="multipart/form-data" noValidate className="flex max-w-form flex-col gap-5">
        <FormError message={message} />
        <Field label={t("upload.file")} name="file" error={message} hint={t("upload.hint", limits)} required>
          {(control) => (
            <input
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
              {...control}
              className={classes(CONTROL_LOOK, FILE_LOOK)}
            />
          )}
        </Field>
        <ExpectedColumns kind={kind} />
        <div className="flex flex-wrap items-center gap-2 pt-1">
          <Button type="submit" variant="primary" pending={state === "submitting"}>
            {t("upload.submit")}
          </Button>
          <ButtonLink to={paths.imports()} variant="ghost">
            {common("actions.cancel")}
          </ButtonLink>
          <p role="status" className="text-sm text-ink-muted">
            {state === "submitting" ? t("upload.reading") : null}
          </p>
        </div>
      </Form>
    </>
  );
}

function KindTabs({ current }: { current: ImportKind }) {
  const { t } = useTranslation("imports");
  return (
    <nav
      aria-label={t("upload.kind")}
      className="mb-5 flex w-fit rounded-md border border-line p-0.5 text-sm"
    >
      {IMPORT_KINDS.map((kind) => (
        <Link
          key={kind}
          to={paths.newImport(kind)}
          aria-current={kind === current ? "page" : undefined}
          className={classes(
            "flex min-h-8 items-center rounded-sm px-3 pointer-coarse:min-h-10",
            kind === current ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:text-ink",
          )}
        >
          {t(`kinds.${kind}`)}
        </Link>
      ))}
    </nav>
  );
}

function ExpectedColumns({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation("imports");
  const required = REQUIRED_FIELDS[kind];
  return (
    <section aria-label={t("upload.expects")} className="text-sm">
      <h2 className="text-ink-muted">{t("upload.expects")}</h2>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {IMPORT_FIELDS[kind].map((field) => (
          <li key={field}>
            <Badge tone={required.includes(field) ? "accent" : "neutral"}>
              {t(`fields.${field}`)}
              {required.includes(field) ? ` · ${t("upload.required")}` : ""}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
