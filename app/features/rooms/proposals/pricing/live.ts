/** Sends each switch of a price table and puts the table with its new sums in its place. Returns what ends it. */
export function enlivenPrices(root: HTMLElement): () => void {
  for (const form of root.querySelectorAll("form[data-pricing]")) form.setAttribute("data-live", "");
  const hear = (event: Event) => {
    const { target } = event;
    const form = target instanceof HTMLInputElement ? target.form : null;
    if (target instanceof HTMLInputElement && form?.matches("[data-pricing]")) void send(form, target);
  };
  root.addEventListener("change", hear);
  return () => root.removeEventListener("change", hear);
}

async function send(form: HTMLFormElement, switched: HTMLInputElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  form.setAttribute("aria-busy", "true");
  const answer = await post(form.action, body);
  form.removeAttribute("aria-busy");
  // Somebody switched again meanwhile: the later answer holds both.
  if (body.toString() !== bodyOf(form)) return;
  if (answer === null) {
    // The button comes back, so that the choice can still be sent.
    form.removeAttribute("data-live");
    return;
  }
  place(form, answer, switched.value);
}

async function post(address: string, body: URLSearchParams): Promise<string | null> {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
    const reply: { html?: unknown } = response.ok ? await response.json() : {};
    return typeof reply.html === "string" && reply.html !== "" ? reply.html : null;
  } catch {
    return null;
  }
}

/** The server's own HTML; the switch that was pressed keeps the focus. */
function place(form: HTMLFormElement, html: string, value: string): void {
  const drawn = new DOMParser().parseFromString(html, "text/html").querySelector("form[data-pricing]");
  if (!drawn) return;
  const hadFocus = form.contains(document.activeElement);
  form.replaceChildren(...drawn.childNodes);
  if (!hadFocus) return;
  for (const field of form.querySelectorAll("input")) if (field.value === value) field.focus();
}

function bodyOf(form: HTMLFormElement): string {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  return body.toString();
}
