import type { Plugin } from "vite";

/*
 * Office programs write the pages of a PDF as one flat list. Before it shows anything, pdf.js reads each entry of that
 * list, wherever in the file it lies, to learn whether it is a page or a branch: a 32 MB file of 100 pages costs 104
 * requests and 7 MB. But where the list says that it holds as many pages as it has entries, each entry is a page, and
 * nothing needs to be read. This teaches the worker to believe that; the page asked for is still checked when it is read.
 */
const WORKER = /pdf\.worker\.min-[^/]*\.mjs$/;
const KIDS_LOOP =
  /(let (\w+)=\w+\.getRaw\("Count"\);.{0,600}?for\(let (\w+)=(\w+)\.length-1;\3>=0;\3--\)\{const (\w+)=\4\[\3\];\w+\.push\(\5\);)(\w+===this\.toplevelPagesDict&&\5 instanceof Ref&&)/gs;
const COUNT_CACHE = /async getPageDict\(\w+\)\{.{0,200}?,(\w+)=this\.pageKidsCountCache/s;

export function patchWorker(source: string): string {
  const cache = COUNT_CACHE.exec(source)?.[1];
  const loops = [...source.matchAll(KIDS_LOOP)];
  if (!cache || loops.length !== 1)
    throw new Error("pdf.js changed: look at scripts/flat-page-tree.ts again");
  return source.replace(
    KIDS_LOOP,
    (_, loop, count, _index, kids, kid, rest) =>
      `${loop}${kid} instanceof Ref&&${kids}.length===${count}?${cache}.has(${kid})||${cache}.put(${kid},1):${rest}`,
  );
}

/** Changes the worker on its way into the client build; the development server serves it as it is. */
export function flatPageTree(): Plugin {
  return {
    name: "engawa:flat-page-tree",
    apply: "build",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !WORKER.test(file.fileName)) continue;
        file.source = patchWorker(
          typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source),
        );
      }
    },
  };
}
