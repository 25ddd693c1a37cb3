import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

/** Files under the folders whose name ends in one of the endings, with text and number of lines. */
export function sourceFiles(folders, endings = [".ts", ".tsx"]) {
  return folders.flatMap((folder) => filesUnder(folder, endings)).map(readSource);
}

function filesUnder(folder, endings) {
  const place = path.join(root, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"))
    .sort();
}

function readSource(file) {
  const text = readFileSync(path.join(root, file), "utf8");
  return { file, text, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) };
}
