import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { dialect } from "../kit";

/**
 * What text is ordered and compared by on both dialects: code points, ASCII letters in lower case. PostgreSQL would
 * otherwise follow the collation its database happened to be made with, and two installations would sort differently.
 */
export function textOrder(text: AnyColumn | SQL): SQL {
  return dialect === "pg" ? sql`lower(${text} collate "C")` : sql`lower(${text})`;
}

/** True where the column contains the term as it is: `%` and `_` mean themselves, ASCII letters match in either case. */
export function containsText(column: AnyColumn, term: string): SQL {
  const pattern = `%${asciiLower(term).replace(/[!%_]/g, "!$&")}%`;
  return sql`${textOrder(column)} like ${pattern} escape '!'`;
}

/** The same text, ASCII letters in either case. */
export function equalsText(column: AnyColumn, term: string): SQL {
  return sql`${textOrder(column)} = ${asciiLower(term)}`;
}

/** SQLite's lower() knows only ASCII, as PostgreSQL's does under the collation "C". */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Text in the order of its bytes, as an index made with the kit's `bytewise` has it. */
export function bytewise(text: AnyColumn | SQL): SQL {
  return dialect === "pg" ? sql`${text} collate "C"` : sql`${text}`;
}

/** True where folded text contains a folded word, every sign of it as it is. */
export function containsFolded(column: AnyColumn, word: string): SQL {
  return dialect === "pg" ? sql`strpos(${column}, ${word}) > 0` : sql`instr(${column}, ${word}) > 0`;
}
