/** Weighs what a browser loads for each page, and keeps seller code and heavy libraries away from buyers. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { CHUNK_REPORT } from "./lib/chunk-report.mjs";
import { fail, root } from "./lib/run.mjs";

const KIB = 1024;
const LIMITS = { buyer: 135 * KIB, document: 135 * KIB, seller: 220 * KIB };
const WORKER = /pdf\.worker/;
const DOCUMENT_PAGE = "routes/room/page";
const VIEWER = /^app\/features\/library\/viewer\/document-viewer\.tsx$/;

const NOT_FOR_BUYERS = [
  /node_modules\/(zod|@tiptap|prosemirror-[a-z]+|tus-js-client)\//,
  /^app\/routes\/(app|admin|auth)\//,
  /^app\/features\/(auth|accounts|library\/(?!viewer\/)|engagement|admin|crm|notifications)/,
  /^app\/ui\/seller-/,
  /^app\/locales\/(ja|en)\/seller\./,
];

const client = path.join(root, "build/client");
if (!existsSync(CHUNK_REPORT)) fail("There is no build to weigh: run npm run build.");
const chunks = JSON.parse(readFileSync(CHUNK_REPORT, "utf8"));
const { routes, entry } = readRouteManifest();
const problems = [];

const common = staticClosure([fileOf(entry.module), fileOfRoute("root")]);
weighPages("buyer page", { prefix: "routes/room/", texts: "buyer-side", limit: LIMITS.buyer });
weighPages("member page", { prefix: "routes/app/", texts: "seller", limit: LIMITS.seller });
weighDocument();
checkBuyerModules();
checkForSchemas();
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);

/** First load of each page: entry, root, texts, the layouts above it and itself, with all they import statically. */
function weighPages(label, { prefix, texts, limit }) {
  const ids = Object.keys(routes).filter((id) => id.startsWith(prefix) && routes[id].module);
  if (ids.length === 0) problems.push(`no route under ${prefix}`);
  const weighed = ids
    .map((id) => ({
      id,
      files: staticClosure([...common, ...textsOf(texts), ...lineage(id).map(fileOfRoute)]),
    }))
    .map(({ id, files }) => ({ id, files, bytes: weigh(files) }))
    .sort((a, b) => b.bytes - a.bytes);
  const heaviest = weighed[0];
  if (heaviest)
    console.log(
      `${label}: heaviest ${kib(heaviest.bytes)} (${heaviest.id}), limit ${kib(limit)}, ${ids.length} routes`,
    );
  for (const { id, bytes, files } of weighed) {
    if (bytes > limit)
      problems.push(`${id} loads ${kib(bytes)} of JavaScript (≤ ${kib(limit)}): ${heaviestOf(files)}`);
  }
}

/** What a document page fetches after its shell: pdf.js and the viewer; the worker is weighed apart. */
function weighDocument() {
  const atFirst = staticClosure([...common, ...lineage(DOCUMENT_PAGE).map(fileOfRoute)]);
  const viewer = Object.keys(chunks).filter((file) =>
    chunks[file].modules.some((module) => VIEWER.test(module)),
  );
  if (viewer.length === 0) problems.push("no chunk holds the document viewer");
  const later = [...fullClosure(viewer)].filter((file) => !atFirst.has(file));
  const bytes = weigh(later);
  console.log(`document page: ${kib(bytes)} more in ${later.length} chunks, limit ${kib(LIMITS.document)}`);
  if (bytes > LIMITS.document)
    problems.push(`a document page loads ${kib(bytes)} more (≤ ${kib(LIMITS.document)})`);
  for (const file of readdirSync(path.join(client, "assets"))) {
    if (WORKER.test(file) && /\.m?js$/.test(file))
      console.log(`document worker: ${kib(gzipBytes(`assets/${file}`))}`);
  }
}

function checkBuyerModules() {
  const files = new Set([
    ...common,
    ...fullClosure(buyerRoutes().map(fileOfRoute)),
    ...textsOf("buyer-side"),
  ]);
  const strays = [...files].flatMap((file) =>
    chunks[file].modules
      .filter((module) => NOT_FOR_BUYERS.some((pattern) => pattern.test(module)))
      .map((module) => `a buyer's chunk ${file} holds ${module}`),
  );
  problems.push(...strays);
  console.log(
    `buyer chunks: ${files.size}, modules of editor, zod, upload or member code in them: ${strays.length}`,
  );
}

/** Forms are judged on the server alone: the library is heavy, and asks the page for leave to evaluate code. */
function checkForSchemas() {
  const holding = Object.keys(chunks).filter((file) =>
    chunks[file].modules.some((module) => /node_modules\/zod\//.test(module)),
  );
  for (const file of holding) problems.push(`${file} holds zod: import values from a file without schemas`);
}

/** The chunks of a side's texts in the language that weighs more; the entry loads one of them before it hydrates. */
function textsOf(side) {
  const isText = (module) => new RegExp(`^app/locales/(ja|en)/${side}\\.ts$`).test(module);
  const files = Object.keys(chunks).filter((file) => chunks[file].modules.some(isText));
  const closures = files.map((file) => staticClosure([file]));
  if (closures.length === 0) problems.push(`no chunk holds app/locales/*/${side}.ts`);
  return closures.sort((a, b) => weigh(b) - weigh(a))[0] ?? new Set();
}

function buyerRoutes() {
  return Object.keys(routes).filter((id) => id.startsWith("routes/room/") && routes[id].module);
}

function readRouteManifest() {
  const name = readdirSync(path.join(client, "assets")).find((file) => /^manifest-.*\.js$/.test(file));
  if (!name) fail("The build has no route manifest.");
  const text = readFileSync(path.join(client, "assets", name), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

function lineage(id) {
  const parent = routes[id]?.parentId;
  return parent && parent !== "root" ? [...lineage(parent), id] : [id];
}

function fileOfRoute(id) {
  return fileOf(routes[id].module);
}

function fileOf(url) {
  const file = url.replace(/^\//, "");
  if (!chunks[file]) fail(`The chunk report lacks ${url}.`);
  return file;
}

function staticClosure(files) {
  return closure(files, (chunk) => chunk.imports);
}

function fullClosure(files) {
  return closure(files, (chunk) => [...chunk.imports, ...chunk.dynamicImports]);
}

function closure(files, next) {
  const found = new Set();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    open.push(...next(chunks[file]));
  }
  return found;
}

function weigh(files) {
  return [...files].reduce((sum, file) => sum + gzipBytes(file), 0);
}

function heaviestOf(files) {
  const named = [...files].map((file) => ({ file: path.basename(file), bytes: gzipBytes(file) }));
  named.sort((a, b) => b.bytes - a.bytes);
  return named
    .slice(0, 8)
    .map(({ file, bytes }) => `${file} ${kib(bytes)}`)
    .join(", ");
}

function gzipBytes(file) {
  return gzipSync(readFileSync(path.join(client, file)), { level: 9 }).length;
}

function kib(bytes) {
  return `${(bytes / KIB).toFixed(1)} KiB`;
}
