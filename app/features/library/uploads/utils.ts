import { MAGIC_WINDOW_BYTES, startsLikePdf } from "../files/utils";
import { MAX_UPLOAD_BYTES } from "../utils";

/** Why a file can't go up; each has a text with a way forward. */
export type UploadProblem =
  | "empty"
  | "not_pdf"
  | "too_large"
  | "too_many"
  | "not_allowed"
  | "signed_out"
  | "gone"
  | "no_space"
  | "network"
  | "refused";

/** Looked at before the first byte is sent, so that nobody waits for a refusal; the server judges again. */
export async function problemOf(file: Blob): Promise<UploadProblem | null> {
  if (file.size === 0) return "empty";
  if (file.size > MAX_UPLOAD_BYTES) return "too_large";
  const head = new Uint8Array(await file.slice(0, MAGIC_WINDOW_BYTES).arrayBuffer());
  return startsLikePdf(head) ? null : "not_pdf";
}

const PROBLEM_BY_STATUS: Readonly<Record<number, UploadProblem>> = {
  401: "signed_out",
  403: "not_allowed",
  404: "gone",
  410: "gone",
  413: "too_large",
  422: "refused",
  429: "too_many",
  503: "no_space",
  507: "no_space",
};

/** What an answer means to the person; null stands for no answer at all. */
export function problemOfStatus(status: number | null): UploadProblem {
  if (status === null || status === 0) return "network";
  return PROBLEM_BY_STATUS[status] ?? (status >= 500 ? "network" : "refused");
}

/** Problems that a second try may solve with the same file. */
export function canTryAgain(problem: UploadProblem): boolean {
  return !["empty", "not_pdf", "too_large", "not_allowed"].includes(problem);
}
