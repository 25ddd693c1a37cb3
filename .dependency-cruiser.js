/** Which way imports run: docs/architecture.md. */

/** A feature imports from its own line and the lines above it, never from a later one. */
const FEATURE_LINES = [
  ["auth", "workspaces", "activity"],
  ["accounts", "library"],
  ["rooms"],
  ["sharing"],
  ["tracking", "live"],
  ["engagement"],
  ["home"],
  ["notifications", "crm"],
  ["admin"],
];
const SUBSCRIBING = FEATURE_LINES[7];

const WIRING = "^app/wiring\\.server\\.ts$";
const SERVER_ONLY = "\\.server\\.tsx?$";
const ISOMORPHIC = "^app/features/.+/(schema|policy|topics|utils)\\.ts$";

const feature = (names) => `^app/features/(${names.join("|")})/`;

const featureOrder = FEATURE_LINES.slice(0, -1).map((names, index) => ({
  name: `features-downward-${index + 1}`,
  comment: "Between features imports run only towards the earlier lines of the order.",
  severity: "error",
  from: { path: feature(names) },
  to: { path: feature(FEATURE_LINES.slice(index + 1).flat()) },
}));

const subscribingAlone = SUBSCRIBING.map((name) => ({
  name: `nobody-imports-${name}`,
  comment: "Features that subscribe can be deleted together with their lines in the wiring.",
  severity: "error",
  from: {
    path: "^(app|server|db)/",
    pathNot: [feature([name]), WIRING, `^app/routes/.*${name}`, "^db/seed/"],
  },
  to: { path: feature([name]) },
}));

export default {
  forbidden: [
    ...featureOrder,
    ...subscribingAlone,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-imports-routes",
      severity: "error",
      from: { pathNot: "^app/routes\\.ts$" },
      to: { path: "^app/routes(/|\\.ts$)" },
    },
    {
      name: "only-the-server-imports-wiring",
      severity: "error",
      from: { pathNot: "^(server|db/seed)/" },
      to: { path: WIRING },
    },
    {
      name: "foundation-knows-no-feature",
      severity: "error",
      from: { path: "^(app/ui|app/platform|db)/", pathNot: "^db/seed/" },
      to: { path: "^(app/features|app/routes|server)/" },
    },
    {
      name: "db-stands-alone",
      severity: "error",
      from: { path: "^db/", pathNot: "^db/seed/" },
      to: { path: "^(app|server)/" },
    },
    {
      name: "ui-knows-no-database",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^db/" },
    },
    {
      name: "app-knows-no-server",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^server/" },
    },
    {
      name: "jobs-stay-in-their-feature",
      comment: "Only the wiring registers later work; a feature enqueues its own jobs.",
      severity: "error",
      from: { path: "^(app/(?:features/[^/]+|routes|platform|ui)|db)/", pathNot: ["^db/seed/"] },
      to: { path: "^app/features/.+/?jobs\\.server\\.ts$", pathNot: "^$1/" },
    },
    {
      name: "only-the-wiring-subscribes",
      severity: "error",
      from: { pathNot: WIRING },
      to: { path: "/subscribers\\.server\\.ts$" },
    },
    {
      name: "screens-import-no-server-code",
      severity: "error",
      from: { path: "^app/(ui/|features/.+/(components|hooks)/)" },
      to: { path: SERVER_ONLY, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "isomorphic-files-touch-neither-database-nor-server",
      severity: "error",
      from: { path: ISOMORPHIC },
      to: { path: `${SERVER_ONLY}|^(db|server)/`, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "framework-at-the-edge",
      comment: "Moving to another version of the framework stays mechanical.",
      severity: "error",
      from: { path: "^app/(features/.+\\.server\\.tsx?$|platform/)|^db/", pathNot: "^app/platform/http/" },
      to: { path: "node_modules/@remix-run/" },
    },
    {
      name: "proofs-are-minted-by-guards",
      comment: "A scope in hand means that somebody checked.",
      severity: "error",
      from: {
        pathNot: "/guard\\.server\\.ts$|^app/features/rooms/data\\.server\\.ts$|^server/demo/|^db/seed/",
      },
      to: { path: "/scope\\.server\\.ts$" },
    },
    {
      name: "one-way-out",
      comment:
        "Whatever the server asks of another goes through platform/egress. The lint forbids the global fetch.",
      severity: "error",
      from: { path: "^(app|server|db)/", pathNot: ["^app/platform/egress/", "^server/(listen|dev)\\.ts$"] },
      to: {
        path: "^(node:)?(https?|http2|dns|dns/promises)$|(^|node_modules/)undici(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "lucia-behind-sessions",
      severity: "error",
      from: { pathNot: "^app/features/auth/sessions\\.server\\.ts$" },
      to: { path: "node_modules/(lucia|@lucia-auth)/" },
    },
    {
      name: "native-sql-on-the-hot-path-only",
      severity: "error",
      from: { pathNot: "^(db|app/features/tracking)/" },
      to: { path: "^db/dialect/native\\.ts$" },
    },
    {
      name: "buyers-load-no-member-screens",
      severity: "error",
      from: { path: "^app/routes/room/" },
      to: {
        path: [
          "^app/ui/seller-",
          "^app/features/(auth|accounts|library|engagement|admin)/.*(components|hooks)/",
        ],
      },
    },
    {
      name: "buyers-load-no-editor",
      severity: "error",
      from: { path: "^app/routes/room/" },
      to: { path: "node_modules/@tiptap/react/", reachable: true },
    },
    {
      name: "no-barrels",
      severity: "error",
      from: {},
      to: { path: "^(app|db|server)/.*\\bindex\\.tsx?$" },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
    {
      name: "no-development-packages-in-the-product",
      severity: "error",
      from: {
        path: "^(app|db|server)/",
        pathNot: ["^app/routes\\.ts$", "^server/(dev(-app)?\\.ts|worker-boot\\.mjs)$", "^db/seed/"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^db/migrations/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
