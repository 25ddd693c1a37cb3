/** Weighs what a browser loads for each page, and keeps seller code and heavy libraries away from buyers. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { CHUNK_REPORT } from "./lib/chunk-report.mjs";
import { fail, root } from "./lib/run.mjs";

const KIB = 1024;
const LIMITS = { buyer: 135 * KIB, document: 135 * KIB, seller: 220 * KIB };
const WORKER = /pdf\.worker/;

const NOT_FOR_BUYERS = [
  /node_modules\/(zod|@tiptap|prosemirror-[a-z]+|tus-js-client)\//,
  /^app\/routes\/(app|admin|auth)\//,
  /^app\/features\/(auth|accounts|library|engagement|admin|crm|notifications)\//,
  /^app\/ui\/seller-/,
  /^app\/locales\/(ja|en)\/seller\./,
];

const client = path.join(root, "build/client");
if (!existsSync(CHUNK_REPORT)) fail("There is no build to weigh: run npm run build.");
const chunks = JSON.parse(readFileSync(path.join(client, ".vite/manifest.json"), "utf8"));
const modulesOf = JSON.parse(readFileSync(CHUNK_REPORT, "utf8"));
const { routes, entry } = readRouteManifest();
const problems = [];

const common = staticClosure([keyOfFile(entry.module), keyOfRoute("root")]);
weighPages("buyer page", "routes/room/", LIMITS.buyer);
weighPages("member page", "routes/app/", LIMITS.seller);
weighDocument();
checkBuyerModules();
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);

/** First load of each page: entry, root, the layouts above it and itself, with all they import statically. */
function weighPages(label, prefix, limit) {
  const ids = Object.keys(routes).filter((id) => id.startsWith(prefix) && routes[id].module);
  if (ids.length === 0) problems.push(`no route under ${prefix}`);
  const weighed = ids
    .map((id) => ({ id, bytes: weigh(staticClosure([...common, ...lineage(id).map(keyOfRoute)])) }))
    .sort((a, b) => b.bytes - a.bytes);
  const heaviest = weighed[0];
  if (heaviest)
    console.log(
      `${label}: heaviest ${kib(heaviest.bytes)} (${heaviest.id}), limit ${kib(limit)}, ${ids.length} routes`,
    );
  for (const { id, bytes } of weighed) {
    if (bytes > limit) problems.push(`${id} loads ${kib(bytes)} of JavaScript (≤ ${kib(limit)})`);
  }
}

/** What a document page fetches after its shell: pdf.js and the viewer; the worker is weighed apart. */
function weighDocument() {
  const buyerKeys = buyerRoutes().map(keyOfRoute);
  const later = [...fullClosure(buyerKeys)].filter(
    (key) => !staticClosure([...common, ...buyerKeys]).has(key),
  );
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
  const keys = new Set([...common, ...fullClosure(buyerRoutes().map(keyOfRoute))]);
  for (const key of keys) {
    const { file } = chunks[key];
    for (const module of modulesOf[file] ?? []) {
      if (NOT_FOR_BUYERS.some((pattern) => pattern.test(module)))
        problems.push(`a buyer's chunk ${file} holds ${module}`);
    }
  }
  console.log(
    `buyer chunks: ${keys.size}, free of editor, zod, upload and member code: ${problems.length === 0}`,
  );
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

function keyOfRoute(id) {
  return keyOfFile(routes[id].module);
}

function keyOfFile(url) {
  const key = Object.keys(chunks).find((candidate) => `/${chunks[candidate].file}` === url);
  if (!key) fail(`The build's manifest lacks ${url}.`);
  return key;
}

function staticClosure(keys) {
  return closure(keys, (chunk) => chunk.imports ?? []);
}

function fullClosure(keys) {
  return closure(keys, (chunk) => [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]);
}

function closure(keys, next) {
  const found = new Set();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    open.push(...next(chunks[key]));
  }
  return found;
}

function weigh(keys) {
  return [...keys].reduce((sum, key) => sum + gzipBytes(chunks[key].file), 0);
}

function gzipBytes(file) {
  return gzipSync(readFileSync(path.join(client, file)), { level: 9 }).length;
}

function kib(bytes) {
  return `${(bytes / KIB).toFixed(1)} KiB`;
}
