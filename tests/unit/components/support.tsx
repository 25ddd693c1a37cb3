import i18next, { type i18n as I18n } from "i18next";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { createMemoryRouter, RouterProvider, redirect } from "react-router-dom";
import { seller as en } from "~/locales/en/seller";
import { seller as ja } from "~/locales/ja/seller";
import type { Language } from "~/platform/i18n/language";
import { LocaleProvider } from "~/ui/locale";
import { ToastProvider } from "~/ui/toast";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const TEXTS = { en, ja };
export const LANGUAGES = ["en", "ja"] as const;

/** What a page asked the server for: a form posted, or its data once more. */
export type Asked = { path: string; form: Record<string, string> };
export type Screen = {
  page: HTMLElement;
  posted: Asked[];
  /** How often the data of the page was asked for again. */
  reloads(): number;
  search(): string;
};

type Given = {
  language?: Language;
  at?: string;
  reply?: unknown;
  /** What the server answers a fetch of data with. */
  load?: (url: URL) => unknown;
};

let mounted: Root | null = null;

/** Takes the page away, as leaving it does. */
export async function leave(): Promise<void> {
  const root = mounted;
  mounted = null;
  await act(async () => root?.unmount());
  document.body.innerHTML = "";
}

export async function i18nFor(language: Language): Promise<I18n> {
  const i18n = i18next.createInstance().use(initReactI18next);
  await i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: TEXTS[language] },
    defaultNS: "common",
    interpolation: { escapeValue: false },
  });
  return i18n;
}

/** The component on an address of its own with every text of a member; the "server" keeps what is posted and answers `reply`. */
export async function open(
  element: ReactNode,
  { language = "en", at = "/here", reply = null, load }: Given = {},
): Promise<Screen> {
  await leave();
  const i18n = await i18nFor(language);
  const posted: Asked[] = [];
  let loads = 0;
  const page = (
    <I18nextProvider i18n={i18n}>
      <LocaleProvider value={{ language, timeZone: "Asia/Tokyo" }}>
        <ToastProvider>{element}</ToastProvider>
      </LocaleProvider>
    </I18nextProvider>
  );
  const router = createMemoryRouter(
    [
      {
        path: "*",
        element: page,
        loader: ({ request }) => {
          loads++;
          return load?.(new URL(request.url)) ?? loads;
        },
        action: async ({ request }) => {
          const form = Object.fromEntries([...(await request.formData())].map(([k, v]) => [k, String(v)]));
          posted.push({ path: new URL(request.url).pathname, form });
          // As our own routes do after a form that belongs to another address.
          const isElsewhere = new URL(request.url).pathname !== at.split("?")[0];
          return isElsewhere && reply === null ? redirect(at) : reply;
        },
      },
    ],
    { initialEntries: [at], hydrationData: { loaderData: { "0": 0 } } },
  );
  const container = document.body.appendChild(document.createElement("main"));
  mounted = createRoot(container);
  await act(async () =>
    mounted?.render(<RouterProvider router={router} future={{ v7_startTransition: true }} />),
  );
  return {
    page: container,
    posted,
    reloads: () => loads,
    search: () => router.state.location.search,
  };
}

export function text(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

export function all<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function one<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const [found, ...more] = all<T>(root, selector);
  if (!found || more.length > 0)
    throw new Error(`${found ? "several match" : "nothing matches"} ${selector}`);
  return found;
}

export const textsOf = (root: ParentNode, selector: string) => all(root, selector).map(text);

/** The control a person would call by this name. */
export function named<T extends HTMLElement = HTMLButtonElement>(
  name: string,
  root: ParentNode = document,
): T {
  const found = all<T>(root, "button, a, input, select, textarea, summary, [role=menuitem]").filter(
    (control) => nameOf(control) === name,
  );
  const [control] = found;
  if (!control || found.length > 1)
    throw new Error(`${found.length} controls are named ${JSON.stringify(name)}`);
  return control;
}

export const isThere = (name: string, root: ParentNode = document) =>
  all(root, "button, a, input, select, textarea, summary, [role=menuitem]").some(
    (control) => nameOf(control) === name,
  );

function nameOf(control: HTMLElement): string {
  const said = control.getAttribute("aria-label");
  if (said !== null) return said;
  const labels = "labels" in control ? (control.labels as NodeListOf<HTMLElement> | null) : null;
  return labels?.length ? text(labels[0]) : text(control);
}

export const click = (target: HTMLElement | string) =>
  act(async () => (typeof target === "string" ? named(target) : target).click());

/** Types as a person does, so that React hears of it. */
export async function type(control: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value");
  await act(async () => {
    own?.set?.call(control, value);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export const submit = (form: HTMLFormElement) => act(async () => form.requestSubmit());

/** Gives promises, streams and effects their turns until the page says so. */
export async function until(check: () => unknown, ms = 3_000): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    if (check()) return;
    if (Date.now() > end) throw new Error(`it never came to ${check}; the page says: ${text(document.body)}`);
    await act(async () => new Promise<void>((resolve) => setTimeout(resolve, 5)));
  }
}

/** The words a control is explained by: its error, then its hint. */
export function describedBy(control: Element): string[] {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => text(document.getElementById(id)));
}
