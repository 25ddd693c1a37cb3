import { pipeline, type Readable } from "node:stream";
import { CsvError as ParserError, parse } from "csv-parse";
import { CsvError, type CsvFormat, DELIMITERS, type Encoding } from "./schema";
import { guessDelimiter, guessLegacyEncoding, readSignature } from "./utils";

const HEAD_BYTES = 4_096;
const SAMPLE_BYTES = 128 * 1024;
/** One row, in characters: beyond this a quotation mark was never closed. */
const MAX_ROW_CHARS = 200_000;

type Open = () => Readable;

/** Reads the file once and says how it is written; throws CsvError for what is no text. */
export async function detectFormat(open: Open): Promise<CsvFormat> {
  const encoding = await detectEncoding(open);
  return { encoding, delimiter: DELIMITERS[guessDelimiter(await firstText(open, encoding))] };
}

async function detectEncoding(open: Open): Promise<Encoding> {
  const strict = new TextDecoder("utf-8", { fatal: true });
  const sample: Uint8Array[] = [];
  let sampleBytes = 0;
  let isUtf8 = true;
  let isFirst = true;
  for await (const chunk of bytesOf(open())) {
    if (isFirst) {
      const signature = readSignature(chunk.subarray(0, HEAD_BYTES));
      if (signature && "problem" in signature) throw new CsvError(signature.problem);
      if (signature) return signature.encoding;
      isFirst = false;
    }
    // Plain letters say nothing about the encoding: only pieces with others are looked at.
    if (sampleBytes < SAMPLE_BYTES && chunk.some((byte) => byte > 0x7f)) {
      sample.push(chunk);
      sampleBytes += chunk.byteLength;
    }
    isUtf8 &&= isDecodable(strict, chunk);
    if (!isUtf8 && sampleBytes >= SAMPLE_BYTES) break;
  }
  if (isFirst) throw new CsvError("empty");
  return isUtf8 ? "utf-8" : guessLegacyEncoding(Buffer.concat(sample));
}

function isDecodable(decoder: TextDecoder, chunk: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function firstText(open: Open, encoding: Encoding): Promise<string> {
  let text = "";
  for await (const piece of decoded(open(), encoding)) {
    text += piece;
    if (text.length >= HEAD_BYTES * 4) break;
  }
  return text;
}

/** The rows as they stand in the file, the heading first. Rows without any text are left out. */
export async function* readRows(
  source: Readable,
  { encoding, delimiter }: CsvFormat,
): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_ROW_CHARS,
  });
  let failure: Error | null = null;
  pipeline(decoded(source, encoding), parser, (error) => {
    failure = error ?? null;
  });
  try {
    for await (const record of parser) yield toCells(record);
  } catch (error) {
    throw problemOf(failure ?? error, parser.info.lines);
  }
}

function toCells(record: unknown): string[] {
  return Array.isArray(record) ? record.map(String) : [];
}

function problemOf(error: unknown, line: number): unknown {
  if (!(error instanceof ParserError)) return error;
  return new CsvError("broken_quotes", "lines" in error ? Number(error.lines) : line);
}

async function* decoded(source: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytesOf(source)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}

async function* bytesOf(source: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) if (chunk instanceof Uint8Array) yield chunk;
}
