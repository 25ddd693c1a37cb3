import { z } from "zod";
import { MAX_PAGES } from "./utils";

/** What one reading of a PDF may take. Times are milliseconds, lengths characters. */
export type ReadLimits = {
  maxPages: number;
  maxTextLength: number;
  maxPageTextLength: number;
  /** Text is read until this long after the start; later pages stay without text rather than failing the file. */
  textUntilMs: number;
};

export type ReadRequest = { id: number; path: string; limits: ReadLimits };

const pageSize = z.strictObject({ width: z.number().positive(), height: z.number().positive() });

const image = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const reading = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  pageCount: z.number().int().min(1).max(MAX_PAGES),
  pageSizes: z.array(pageSize).min(1).max(MAX_PAGES),
  texts: z.array(z.string()).max(MAX_PAGES),
  thumb: image,
  preview: image,
});

export type PdfReading = z.infer<typeof reading>;

/** The child has read a stranger's file, so its words are parsed like a stranger's. */
export const readReply = z.discriminatedUnion("ok", [
  z.strictObject({ id: z.number().int(), ok: z.literal(true), reading }),
  z.strictObject({
    id: z.number().int(),
    ok: z.literal(false),
    failure: z.enum(["empty", "broken", "encrypted", "too_many_pages", "memory"]),
    detail: z.string().max(500),
  }),
]);

export type ReadReply = z.infer<typeof readReply>;
