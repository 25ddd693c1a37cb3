/** Bytes of a text in an encoding that Node only decodes: made by decoding every code of one and two bytes. */
export function encodeAs(
  text: string,
  encoding: "shift_jis" | "euc-jp" | "utf-16le" | "utf-16be",
): Uint8Array {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const codes = codesOf(encoding);
  const bytes = Array.from(text).flatMap((letter) => {
    const code = codes.get(letter);
    if (!code) throw new Error(`${encoding} has no ${letter}`);
    return code;
  });
  return Uint8Array.from(bytes);
}

const tables = new Map<string, Map<string, number[]>>();

function codesOf(encoding: string): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, number[]>();
  const learn = (...bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(letter).length === 1 && letter !== "\uFFFD" && !codes.has(letter))
      codes.set(letter, bytes);
  };
  for (let byte = 0; byte < 256; byte++) learn(byte);
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) learn(first, second);
  }
  tables.set(encoding, codes);
  return codes;
}
