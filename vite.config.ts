import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";
import { flatPageTree } from "./scripts/flat-page-tree";
import { chunkReport } from "./scripts/lib/chunk-report.mjs";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Everything that runs on the server, from one module graph. */
const SERVER_ENTRIES = {
  index: "./server/web.ts",
  worker: "./server/worker.ts",
  migrate: "./server/migrate.ts",
  seed: "./server/seed.ts",
  backup: "./server/backup.ts",
  "pdf-worker": "./server/pdf-worker.ts",
  "ingest-thread": "./server/ingest-thread.ts",
};

/** Native packages and those that find their own files by path. */
const SERVER_EXTERNAL = [
  "better-sqlite3",
  "sharp",
  "@napi-rs/canvas",
  "@node-rs/argon2",
  "pdfjs-dist",
  "pg",
  "pino",
  "nodemailer",
  "drizzle-orm",
  "prom-client",
  "pdfkit",
];

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [tailwindcss(), flatPageTree(), remix(remixConfig), serverEntries(SERVER_ENTRIES), chunkReport()],
  resolve: { alias: { "~": folder("./app"), "@db": folder("./db"), "@server": folder("./server") } },
  // Whatever Vite discovers later makes it reload the page in the middle of hydration.
  optimizeDeps: {
    exclude: [
      "@node-rs/argon2",
      "better-sqlite3",
      "drizzle-orm",
      "lucia",
      "@lucia-auth/adapter-drizzle",
      "pg",
      "@napi-rs/canvas",
      "sharp",
    ],
    include: [
      "react-dom",
      "i18next",
      "react-i18next",
      "radix-ui",
      "get-nonce",
      "lucide-react",
      "pdfjs-dist",
      "tus-js-client",
      "@tiptap/react",
      "@tiptap/starter-kit",
      "@tiptap/extension-image",
      "@tiptap/extension-table",
    ],
  },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true, sourcemap: false },
  ssr: command === "build" && isSsrBuild ? { noExternal: true as const, external: SERVER_EXTERNAL } : {},
}));

/** Remix fixes the input of the SSR build; a plugin that runs after it may replace that. */
function serverEntries(input: Record<string, string>): Plugin {
  return {
    name: "server-entries",
    enforce: "post",
    apply: "build",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              rollupOptions: {
                input,
                output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
              },
            },
          }
        : undefined,
  };
}
