/** Holds the packages whose older or newer versions have a known hole or fault; package-lock.json is what counts. */
import { readFileSync } from "node:fs";
import { root } from "./lib/run.mjs";

const RULES = [
  {
    name: /^@remix-run\/(node|react|server-runtime|dev)$/,
    minimum: "2.17.5",
    why: "CSRF, redirect XSS, manifest DoS",
  },
  { name: /^@remix-run\/router$/, minimum: "1.23.4", why: "open redirect" },
  { name: /^@hono\/node-server$/, minimum: "2.1.8", why: "speed of request bodies" },
  {
    name: /^better-sqlite3$/,
    minimum: "12.8.0",
    below: "13.0.0",
    why: "SQLite before 3.51.3 can corrupt a WAL; 13 crashes on Node 20",
  },
  { name: /^drizzle-orm$/, minimum: "0.45.4", below: "1.0.0", why: "the data layer is written for it" },
  { name: /^pdfjs-dist$/, minimum: "5.5.207", below: "5.5.208", why: "5.6.83 to 6.2.107 run a PDF's script" },
  { name: /^@tus\/server$/, minimum: "2.4.3", why: "path traversal" },
  { name: /^@tus\/file-store$/, minimum: "2.1.1", why: "path traversal" },
  { name: /^nodemailer$/, minimum: "9.1.1", why: "header and recipient injection" },
  { name: /^vite$/, minimum: "6.4.6", below: "7.0.0", why: "reads outside the root; Remix's peer" },
];

const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8"));
const held = Object.entries(packages).flatMap(([place, { version, dev }]) => {
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  // What a development tool brings for itself is never served.
  if (dev && place !== `node_modules/${name}`) return [];
  return RULES.filter((rule) => rule.name.test(name)).map((rule) => ({ place, version, rule }));
});

const broken = held.filter(({ version, rule }) => !isWithin(version, rule));
const absent = RULES.filter((rule) => !held.some((item) => item.rule === rule));
for (const { place, version, rule } of broken) {
  const range = rule.below ? `≥ ${rule.minimum}, < ${rule.below}` : `≥ ${rule.minimum}`;
  console.error(`${place} is ${version}; ${range} is needed (${rule.why})`);
}
for (const rule of absent)
  console.error(`no package matches ${rule.name}: remove the rule or restore the package`);
console.log(`${held.length} packages held to ${RULES.length} rules`);
process.exit(broken.length + absent.length > 0 ? 1 : 0);

function isWithin(version, { minimum, below }) {
  return compare(version, minimum) >= 0 && (!below || compare(version, below) < 0);
}

/** A prerelease of a version comes before it. */
function compare(a, b) {
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < 3; index++) {
    if (left.numbers[index] !== right.numbers[index]) return left.numbers[index] - right.numbers[index];
  }
  return Number(right.isPrerelease) - Number(left.isPrerelease);
}

function parts(version) {
  const [core, prerelease] = version.split("+")[0].split(/-(.*)/);
  return { numbers: core.split(".").map(Number), isPrerelease: prerelease !== undefined };
}
