/** As TextDecoder names them. */
export const ENCODINGS = ["utf-8", "shift_jis", "euc-jp", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = { comma: ",", tab: "\t", semicolon: ";" } as const;
export type DelimiterName = keyof typeof DELIMITERS;

export type CsvFormat = { encoding: Encoding; delimiter: string };

/** Why a file is not taken: mostly that it can't be read as a table. */
export const FILE_PROBLEMS = [
  "missing",
  "empty",
  "too_large",
  "spreadsheet",
  "binary",
  "no_rows",
  "too_many_rows",
  "too_many_columns",
  "broken_quotes",
  "too_many_open",
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export class CsvError extends Error {
  override name = "CsvError";
  readonly problem: FileProblem;
  /** 1-based line of the file, where one is to blame. */
  readonly line: number | null;

  constructor(problem: FileProblem, line: number | null = null) {
    super(problem);
    this.problem = problem;
    this.line = line;
  }
}

export function isEncoding(text: string): text is Encoding {
  return ENCODINGS.some((encoding) => encoding === text);
}
