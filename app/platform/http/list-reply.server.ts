import { data, redirect } from "@remix-run/node";

type Answer<Bulk, Trouble> =
  | { kind: "done"; bulk: Bulk; to: string | null }
  | { kind: "cell"; trouble: Trouble | null; to: string | null }
  | { kind: "refused"; error: "tooMany" | "chooseRows" };

/** A list's answer to its forms: facts for a script; for a browser without one the list again, or what is wrong. */
export function listReply<Bulk, Trouble extends { current?: string }>(
  answer: Answer<Bulk, Trouble>,
  path: string,
) {
  if (answer.kind === "refused") return data({ ...NOTHING, error: answer.error }, 422);
  if (answer.kind === "cell" && answer.trouble) {
    const status = answer.trouble.current === undefined ? 422 : 409;
    return data({ ...NOTHING, cell: answer.trouble }, status);
  }
  if (answer.to !== null) return redirect(answer.to ? `${path}?${answer.to}` : path);
  if (answer.kind === "done") return data({ ...NOTHING, bulk: answer.bulk });
  return data({ ...NOTHING, cell: null });
}

const NOTHING = { bulk: undefined, cell: undefined, error: undefined };
