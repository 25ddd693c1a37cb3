import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { UploadForm } from "~/features/accounts/imports/components/upload-form";
import { MAX_IMPORT_BYTES } from "~/features/accounts/imports/fields/schema";
import { receiveImport } from "~/features/accounts/imports/mutations.server";
import { importKindSchema } from "~/features/accounts/imports/schema";
import { requireMember } from "~/features/auth/guard.server";
import { receiveFile } from "~/platform/http/receive-file.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Card } from "~/ui/card";
import { PageHeader } from "~/ui/page-header";

const UPLOADS = { points: 30, seconds: 600 };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  const kind = kindOf(request);
  if (kind === null) throw redirect(paths.newImport("accounts"));
  return { kind };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const kind = kindOf(request) ?? "accounts";
  await limit("import-upload", scope.memberId, UPLOADS);
  const received = await receiveImport(scope, kind, (key) =>
    receiveFile(request, { key, maxBytes: MAX_IMPORT_BYTES }),
  );
  if (received.ok) return redirect(paths.import(received.importId));
  return data({ problem: received.problem, line: received.line }, 422);
}

function kindOf(request: Request) {
  return importKindSchema.safeParse(new URL(request.url).searchParams.get("kind")).data ?? null;
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, `imports:importOf.${page.data?.kind ?? "accounts"}`);

export default function NewImport() {
  const { t } = useTranslation("imports");
  const { kind } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t(`importOf.${kind}`)} back={{ to: paths.imports(), label: t("title") }} />
      <Card className="max-w-read">
        <UploadForm key={kind} kind={kind} problem={reply?.problem} line={reply?.line} />
      </Card>
    </>
  );
}
