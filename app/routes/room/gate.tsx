import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requestAccess } from "~/features/sharing/access/mutations.server";
import { askSchema } from "~/features/sharing/access/schema";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { AskAccess } from "~/features/sharing/components/ask-access";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { GateCodeForm } from "~/features/sharing/components/gate-code-form";
import { GateEmailForm } from "~/features/sharing/components/gate-email-form";
import { GateFrame } from "~/features/sharing/components/gate-frame";
import {
  type Answer,
  type Caller,
  passWithCode,
  passWithEmail,
  requestCode,
} from "~/features/sharing/gate/mutations.server";
import { gateCodeSchema, gateEmailSchema, gateStepSchema } from "~/features/sharing/gate/schema";
import { requireGate } from "~/features/sharing/guard.server";
import type { GateScope } from "~/features/sharing/schema";
import {
  clearPendingEmail,
  readConsent,
  readPendingEmail,
  setPendingEmail,
  setVisitor,
  type Visitor,
} from "~/features/sharing/visitor-cookie.server";
import { AppError } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { parseFields, readForm } from "~/platform/http/form.server";
import { FORM, refuse } from "~/platform/http/form-reply";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";

/** Before the gate a browser learns the brand and nothing else: no room, no page, no person. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const gate = await requireGate(request, params.roomId ?? "");
  if (gate.passed) throw redirect(paths.buyerRoom(gate.roomId), 303);
  return {
    brandName: gate.brandName,
    brandColor: gate.brandColor,
    brandLogoUrl: gate.brandLogo && paths.buyerLogo(gate.roomId, gate.brandLogo),
    asksCode: gate.gate === "code",
    pendingEmail: gate.gate === "code" ? readPendingEmail(request, gate) : null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const gate = await requireGate(request, params.roomId ?? "");
  if (gate.passed) throw redirect(paths.buyerRoom(gate.roomId), 303);
  const form = await readForm(request);
  const step: Step = { request, gate, form };
  try {
    switch (form.get("intent")) {
      case "email":
        return gate.gate === "code" ? await askForCode(step) : await enterEmail(step);
      case "code":
        return await enterCode(step);
      case "ask":
        return await askForAccess(step);
      default:
        return await otherStep(step);
    }
  } catch (error) {
    if (!(error instanceof AppError && error.code === "RATE_LIMITED")) throw error;
    return data(refuse({ [FORM]: "rate_limited" }, { email: String(form.get("email") ?? "") }), 429);
  }
}

type Step = { request: Request; gate: GateScope; form: FormData };

async function enterEmail({ request, gate, form }: Step) {
  const parsed = parseFields(form, gateEmailSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const visitor = await passWithEmail(gate, answerOf(request, gate, parsed.value.email));
  return visitor
    ? enter(gate, visitor)
    : data(refuse({ email: "buyer:gate.errors.notAllowed" }, parsed.values), 422);
}

async function askForCode({ request, gate, form }: Step) {
  const parsed = parseFields(form, gateEmailSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  await requestCode(gate, answerOf(request, gate, parsed.value.email));
  return toGate(gate, setPendingEmail(gate, parsed.value.email));
}

async function enterCode({ request, gate, form }: Step) {
  const email = readPendingEmail(request, gate);
  if (email === null) return toGate(gate, clearPendingEmail(gate.roomId));
  const parsed = parseFields(form, gateCodeSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const outcome = await passWithCode(gate, { ...answerOf(request, gate, email), code: parsed.value.code });
  if (outcome.result === "passed") return enter(gate, outcome.visitor);
  return data(refuse({ code: outcome.result === "wrong" ? "code" : "buyer:gate.errors.dead" }), 422);
}

/** The same answer for every address, so that nobody learns who may come in. */
async function askForAccess({ request, gate, form }: Step) {
  const parsed = parseFields(form, askSchema);
  if (!parsed.ok) return data(parsed.reply, 422);
  const { intent: _, ...ask } = parsed.value;
  await requestAccess(gate, { ...ask, address: clientAddress(request) });
  return redirect(`${paths.buyerGate(gate.roomId)}?asked=yes`, 303);
}

async function otherStep({ request, gate, form }: Step) {
  const parsed = parseFields(form, gateStepSchema);
  const email = readPendingEmail(request, gate);
  if (!parsed.ok || parsed.value.intent === "restart" || email === null) {
    return toGate(gate, clearPendingEmail(gate.roomId));
  }
  await requestCode(gate, answerOf(request, gate, email));
  return toGate(gate, setPendingEmail(gate, email), "?sent=again");
}

function answerOf(request: Request, gate: GateScope, email: string): Answer {
  const caller: Caller = {
    address: clientAddress(request),
    language: chooseLanguage(request, null),
    consent: readConsent(request, gate.roomId),
  };
  return { email, caller };
}

function enter(gate: GateScope, visitor: Visitor) {
  const headers = new Headers();
  headers.append("set-cookie", setVisitor(gate.roomId, visitor));
  headers.append("set-cookie", clearPendingEmail(gate.roomId));
  return redirect(paths.buyerRoom(gate.roomId), { status: 303, headers });
}

function toGate(gate: GateScope, cookie: string, query = "") {
  return redirect(paths.buyerGate(gate.roomId) + query, { status: 303, headers: { "set-cookie": cookie } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.brandName ?? NEUTRAL_TITLE },
];

export default function Gate() {
  const { brandName, brandColor, brandLogoUrl, asksCode, pendingEmail } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isAsking = reply?.values.intent === "ask";
  return (
    <GateFrame brandName={brandName} brandColor={brandColor} brandLogoUrl={brandLogoUrl}>
      {pendingEmail === null ? (
        <GateEmailForm asksCode={asksCode} reply={isAsking ? undefined : reply} />
      ) : (
        <GateCodeForm
          email={pendingEmail}
          reply={isAsking ? undefined : reply}
          isResent={search.get("sent") === "again"}
        />
      )}
      <AskAccess
        email={pendingEmail ?? reply?.values.email ?? ""}
        isAsked={search.get("asked") === "yes"}
        reply={isAsking ? reply : undefined}
      />
    </GateFrame>
  );
}

export function ErrorBoundary() {
  return <ClosedPage />;
}
