// Development and tests only: lets a child process run TypeScript on Node 20.
import { register } from "tsx/esm/api";

const unregister = register();
await import("./pdf-worker.ts");
// Packages that load later need no compiler, and pdf.js would cost it 150 MB.
await unregister();
