import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

export const CHUNK_REPORT = path.join(root, "build/chunks.json");

/**
 * Keeps what each of the browser's chunks is made of and loads, for the weight check.
 * @returns {import("vite").Plugin}
 */
export function chunkReport() {
  return {
    name: "chunk-report",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const report = chunks.map(({ fileName, imports, dynamicImports, modules }) => {
        return [fileName, { imports, dynamicImports, modules: renderedModules(modules) }];
      });
      mkdirSync(path.dirname(CHUNK_REPORT), { recursive: true });
      writeFileSync(CHUNK_REPORT, JSON.stringify(Object.fromEntries(report)));
    },
  };
}

/** Modules that tree-shaking emptied are not in the chunk. */
function renderedModules(modules) {
  return Object.entries(modules)
    .filter(([, module]) => module.renderedLength > 0)
    .map(([id]) => path.relative(root, id.replace(/^\0/, "").split("?")[0]).replaceAll(path.sep, "/"));
}
