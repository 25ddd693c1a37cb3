import type { z } from "zod";
import { AppError } from "../errors";
import type { FormReply } from "./form-reply";
import { readBytes } from "./json.server";

const MAX_FORM_BYTES = 1024 * 1024;
const NEVER_REPEATED = /password|secret|token|code/i;

export type Parsed<T> =
  | { ok: true; value: T; values: Record<string, string> }
  | { ok: false; reply: FormReply };

/**
 * Reads the body as a form and through `schema` (strict: an unknown field is an error). A field whose schema message is
 * not an i18n key of the "validation" namespace reads "invalid". Repeated fields become arrays under `name[]`.
 */
export async function parseForm<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<Parsed<z.infer<T>>> {
  return parseFields(await readForm(request), schema);
}

/** For routes that must look at a field (an intent) before they choose the schema. Throws TOO_LARGE past 1 MiB. */
export async function readForm(request: Request): Promise<FormData> {
  return formOf(request, await readBytes(request, MAX_FORM_BYTES));
}

export async function formOf(request: Request, body: Uint8Array): Promise<FormData> {
  try {
    const type = request.headers.get("content-type") ?? "";
    return await new Response(Buffer.from(body), { headers: { "content-type": type } }).formData();
  } catch (cause) {
    throw new AppError("INVALID", { message: "not a form", cause });
  }
}

/**
 * In a loader: the page it loads shows a form that was just refused, with what was typed. Without a script Remix loads
 * the page for the same request, whose headers still tell of the form.
 */
export function isAfterForm(request: Request): boolean {
  return request.headers.has("content-type");
}

export function parseFields<T extends z.ZodType>(form: FormData, schema: T): Parsed<z.infer<T>> {
  const input: Record<string, string | string[]> = Object.create(null);
  const values: Record<string, string> = {};
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter((entry) => typeof entry === "string");
    input[name.replace(/\[\]$/, "")] = name.endsWith("[]") ? texts : (texts.at(-1) ?? "");
    if (!NEVER_REPEATED.test(name)) values[name] = texts.join("\n");
  }
  const parsed = schema.safeParse({ ...input });
  if (parsed.success) return { ok: true, value: parsed.data, values };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues)
    errors[issue.path.map(String).join(".") || "form"] ??= keyOf(issue.message);
  return { ok: false, reply: { errors, values } };
}

function keyOf(message: string): string {
  return /^[a-z][a-z0-9_.:]*$/.test(message) ? message : "invalid";
}
