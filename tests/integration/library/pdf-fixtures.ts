import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { PDFDocument, StandardFonts } from "pdf-lib";

export type Expected = "renders" | "needs_password" | "rejected" | "renders_or_rejected" | "bounded";
export type Fixture = { name: string; path: string; expected: Expected; pages: number | null };

const FOLDER = path.resolve(process.env.FIXTURES_DIR ?? "../shared/fixtures", "pdf");

/** The project's set of real files where it is at hand, else a small set made here with the same expectations. */
export async function pdfFixtures(folderForMade: string): Promise<Fixture[]> {
  const manifest = path.join(FOLDER, "manifest.json");
  if (!existsSync(manifest)) return makeFixtures(folderForMade);
  const { files } = JSON.parse(await readFile(manifest, "utf8")) as { files: Omit<Fixture, "path">[] };
  return files.map((file) => ({ ...file, path: path.join(FOLDER, file.name) }));
}

/** Hostile and ordinary names that files are uploaded under. */
export async function uploadNames(): Promise<string[]> {
  const file = path.join(FOLDER, "upload-names.json");
  if (!existsSync(file))
    return [
      "見積書 2026年度（第3版）.pdf",
      "../../etc/passwd.pdf",
      'x"; filename="y.html',
      `${"a".repeat(300)}.pdf`,
    ];
  return (JSON.parse(await readFile(file, "utf8")) as { names: string[] }).names;
}

async function makeFixtures(folder: string): Promise<Fixture[]> {
  await mkdir(folder, { recursive: true });
  const made: [string, Expected, number | null, Uint8Array][] = [
    ["three-pages.pdf", "renders", 3, await plainPdf(3)],
    ["long.pdf", "renders", 400, await plainPdf(400)],
    ["truncated.pdf", "rejected", null, (await plainPdf(3)).subarray(0, 400)],
    ["zero-bytes.pdf", "rejected", null, new Uint8Array()],
    ["page.pdf", "rejected", null, Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["image.pdf", "rejected", null, Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
    ["huge-page.pdf", "bounded", 1, rawPdf({ mediaBox: 1_000_000, content: Buffer.from("0 0 10 10 re f") })],
    [
      "bomb.pdf",
      "bounded",
      1,
      rawPdf({ mediaBox: 600, content: Buffer.alloc(256 * 1024 * 1024, "0 0 1 1 re f\n") }),
    ],
  ];
  return Promise.all(
    made.map(async ([name, expected, pages, bytes]) => {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      return { name, path: file, expected, pages };
    }),
  );
}

export async function plainPdf(pageCount: number, text = "Page"): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pageCount; number++) {
    pdf.addPage([595, 842]).drawText(`${text} ${number}`, { x: 60, y: 760, size: 28, font });
  }
  return pdf.save();
}

function rawPdf({ mediaBox, content }: { mediaBox: number; content: Buffer }): Buffer {
  const packed = deflateSync(content, { level: 9 });
  const objects = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
    Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${mediaBox} ${mediaBox}] /Contents 4 0 R >>`),
    Buffer.concat([
      Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from("\nendstream"),
    ]),
  ];
  const parts = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.concat(parts).length);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n"));
  }
  const start = Buffer.concat(parts).length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.concat([...parts, Buffer.from(trailer)]);
}
