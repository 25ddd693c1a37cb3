/** Builds the browser's files and the server's bundles, and compresses the former once for all. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import { markBuilt } from "./lib/build.mjs";
import { root, runBin } from "./lib/run.mjs";

const COMPRESSIBLE = /\.(js|mjs|css|svg|json|wasm|bcmap|txt|html|webmanifest)$/;
const MINIMUM_BYTES = 1024;

rmSync(path.join(root, "build"), { recursive: true, force: true });
const code = await runBin("remix", ["vite:build"], { env: { NODE_ENV: "production" } });
if (code !== 0) process.exit(code);
compressFolder(path.join(root, "build/client"));
markBuilt();

function compressFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && COMPRESSIBLE.test(entry.name))
      compressFile(path.join(entry.parentPath, entry.name));
  }
}

/** A copy that saves less than a tenth is not worth a file. */
function compressFile(file) {
  const bytes = readFileSync(file);
  if (bytes.length < MINIMUM_BYTES) return;
  const parameters = { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const copies = {
    ".gz": gzipSync(bytes, { level: 9 }),
    ".br": brotliCompressSync(bytes, { params: parameters }),
  };
  for (const [suffix, copy] of Object.entries(copies)) {
    if (copy.length < bytes.length * 0.9) writeFileSync(file + suffix, copy);
  }
}
