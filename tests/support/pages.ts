import type { ServerBuild } from "@remix-run/server-runtime";
import routeConfig from "~/routes";
import remixConfig from "../../remix.config.js";

type RouteModule = ServerBuild["routes"][string]["module"];

interface ConfigEntry {
  id?: string;
  path?: string;
  index?: boolean;
  file: string;
  children?: ConfigEntry[];
}

export interface PageRoute {
  id: string;
  parentId: string;
  /** Relative to the parent's, as in app/routes.ts. */
  path?: string;
  index?: boolean;
  file: string;
  /** From the root, for example `/rooms/:roomId`. */
  pattern: string;
  isLeaf: boolean;
}

const files = import.meta.glob<RouteModule>("../../app/routes/**/*.tsx");

/** Every entry of app/routes.ts, layouts included. */
export function listPageRoutes(): PageRoute[] {
  const config: unknown = routeConfig;
  if (!Array.isArray(config)) throw new Error("app/routes.ts exports no array");
  return flatten(config as ConfigEntry[], "root", "");
}

export async function loadRouteModule(route: PageRoute): Promise<RouteModule> {
  const load = files[`../../app/${route.file}`];
  if (!load) throw new Error(`app/routes.ts names ${route.file}, which does not exist`);
  return load();
}

/** What Remix would build for the server, put together from the sources, so that tests need no build. */
export async function assemblePages(): Promise<ServerBuild> {
  const listed = listPageRoutes();
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: (await import("~/root")) as RouteModule },
  };
  for (const route of listed) {
    const { id, parentId, path, index } = route;
    routes[id] = { id, parentId, path, index, module: await loadRouteModule(route) };
  }
  return {
    mode: "test",
    entry: { module: (await import("~/entry.server")) as ServerBuild["entry"]["module"] },
    routes,
    assets: {
      entry: { imports: [], module: "/assets/entry.js" },
      routes: assetsOf(routes),
      url: "/assets/manifest.js",
      version: "test",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: remixConfig.future as ServerBuild["future"],
    isSpaMode: false,
  };
}

function flatten(entries: ConfigEntry[], parentId: string, prefix: string): PageRoute[] {
  return entries.flatMap((entry) => {
    const { path, index, file, children = [] } = entry;
    const id = entry.id ?? file.replace(/\.tsx?$/, "");
    const pattern = path ? `${prefix}/${path}` : prefix;
    const route = { id, parentId, path, index, file, pattern: pattern || "/", isLeaf: children.length === 0 };
    return [route, ...flatten(children, id, pattern)];
  });
}

function assetsOf(routes: ServerBuild["routes"]): ServerBuild["assets"]["routes"] {
  const entries = Object.values(routes).map(({ id, parentId, path, index, module }) => {
    const facts = {
      hasAction: module.action !== undefined,
      hasLoader: module.loader !== undefined,
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: "ErrorBoundary" in module,
    };
    return [id, { id, parentId, path, index, ...facts, module: `/assets/${id}.js` }];
  });
  return Object.fromEntries(entries);
}
