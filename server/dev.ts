// Development: one HTTP server with Vite as middleware; server/ and app/ share Vite's module graph.

import { createServer } from "node:http";
import { createServer as createVite } from "vite";

process.env.NODE_ENV ??= "development";
const http = createServer();
const vite = await createVite({ server: { middlewareMode: true, hmr: { server: http } }, appType: "custom" });
const { openForDevelopment } = await vite.ssrLoadModule("/server/dev-app.ts");
const house = await openForDevelopment();

http.on("request", (request, response) => {
  vite.middlewares(request, response, async () => {
    const { answer } = await vite.ssrLoadModule("/server/dev-app.ts");
    await answer(request, response);
  });
});
const port = Number(process.env.PORT ?? 3000);
http.listen(port, "127.0.0.1", () => console.log(`Development on http://localhost:${port}`));
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await vite.close();
    http.closeAllConnections();
    await house.close();
    process.exit(0);
  });
}
