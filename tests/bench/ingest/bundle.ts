import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Bundles a server of the bench as a production build is: what runs TypeScript in place names every closure anew. */
export async function bundle(script: string): Promise<void> {
  const place = placeOf(path.basename(script));
  const name = path.basename(place, ".mjs");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    resolve: {
      alias: {
        "~": path.join(root, "app"),
        "@db": path.join(root, "db"),
        "@server": path.join(root, "server"),
      },
    },
    build: {
      ssr: fileURLToPath(new URL(script, import.meta.url)),
      outDir: path.dirname(place),
      emptyOutDir: false,
      copyPublicDir: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: `${name}-[hash].mjs` } },
    },
  });
}

export function placeOf(script: string): string {
  return path.join(root, "node_modules/.cache/bench", script.replace(/\.ts$/, ".mjs"));
}
