import { createReadStream, type Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Context, Hono } from "hono";
import { webStreamOf } from "~/platform/http/web-stream.server";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
/** A worker obeys the policy of its own file: pdf.js fetches character maps and decodes scans in one. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const YEAR = "public, max-age=31536000, immutable";
const DAY = "public, max-age=86400";

/** Only the client build and pdf.js's data files are ever served from disk by name. */
export function staticDoor(clientFolder: string): Hono {
  const door = new Hono();
  const pdfjs = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  door.get("/pdfjs/:kind{cmaps|standard_fonts|wasm|iccs}/:file", (c) =>
    serveFile(c, path.join(pdfjs, c.req.param("kind")), c.req.param("file"), DAY),
  );
  door.get("/assets/*", (c) =>
    serveFile(c, path.join(clientFolder, "assets"), c.req.path.slice("/assets/".length), YEAR),
  );
  door.get("/:file{[a-z0-9-]+\\.(svg|png|ico|webmanifest)}", (c) =>
    serveFile(c, clientFolder, c.req.param("file"), DAY),
  );
  return door;
}

async function serveFile(c: Context, root: string, name: string, cacheControl: string): Promise<Response> {
  const file = path.join(root, path.posix.normalize(`/${name}`));
  const type = TYPES[path.extname(file)] ?? "application/octet-stream";
  if (name.endsWith(".map") || !file.startsWith(root + path.sep)) return c.notFound();
  const choice = await chooseEncoding(file, c.req.header("accept-encoding") ?? "");
  if (!choice) return c.notFound();
  const etag = `"${choice.facts.size.toString(16)}-${Math.floor(choice.facts.mtimeMs).toString(16)}"`;
  const headers: Record<string, string> = {
    "content-type": type,
    "cache-control": cacheControl,
    etag,
    vary: "accept-encoding",
  };
  if (type.startsWith("text/javascript")) headers["content-security-policy"] = SCRIPT_POLICY;
  if (c.req.header("if-none-match") === etag) return new Response(null, { status: 304, headers });
  if (choice.encoding) headers["content-encoding"] = choice.encoding;
  headers["content-length"] = String(choice.facts.size);
  const body = c.req.method === "HEAD" ? null : webStreamOf(createReadStream(choice.path));
  return new Response(body, { headers });
}

type Choice = { path: string; facts: Stats; encoding: string | null };

/** The build leaves .br and .gz beside each asset. */
async function chooseEncoding(file: string, accepted: string): Promise<Choice | null> {
  const wanted = [["br", ".br"] as const, ["gzip", ".gz"] as const].filter(([name]) =>
    isAccepted(accepted, name),
  );
  for (const [encoding, suffix] of wanted) {
    const facts = await stat(file + suffix).catch(() => null);
    if (facts?.isFile()) return { path: file + suffix, facts, encoding };
  }
  const facts = await stat(file).catch(() => null);
  return facts?.isFile() ? { path: file, facts, encoding: null } : null;
}

/** `br;q=0` refuses it, and `*` takes any that is not named (RFC 9110, 12.5.3). */
function isAccepted(header: string, encoding: string): boolean {
  const weights = new Map<string, number>();
  for (const entry of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  return (weights.get(encoding) ?? weights.get("*") ?? 0) > 0;
}
