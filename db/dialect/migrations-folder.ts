import { existsSync } from "node:fs";
import path from "node:path";
import type { Dialect } from "../kit";

/** Migrations lie beside the source, and beside the server bundle when it runs from elsewhere. */
export function migrationsFolder(dialect: Dialect): string {
  const here = import.meta.dirname;
  const candidates = [
    path.resolve("db/migrations", dialect),
    path.resolve(here, "../migrations", dialect),
    path.resolve(here, "../../db/migrations", dialect),
    path.resolve(here, "../../../db/migrations", dialect),
  ];
  const found = candidates.find((folder) => existsSync(path.join(folder, "meta/_journal.json")));
  if (!found) throw new Error(`no migrations for ${dialect}: looked in ${candidates.join(", ")}`);
  return found;
}
