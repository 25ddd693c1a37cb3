import { hash, verify } from "@node-rs/argon2";
import { COMMON_PASSWORDS } from "./common-passwords";

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), ARGON2ID);
}

/** Takes as long for an unknown account (null) as for a wrong password. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await decoy()), password.normalize("NFKC"));
  return passwordHash !== null && isRight;
}

/** Too well known, or the person's own address or name. */
export function isGuessable(password: string, about: { email: string; name: string }): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const own = [about.email, about.email.split("@")[0] ?? "", about.name.toLowerCase()].filter(
    (text) => text.length > 3,
  );
  return COMMON_PASSWORDS.has(plain) || own.includes(plain) || /^(.)\1*$/.test(plain);
}

let decoyHash: Promise<string> | null = null;

function decoy(): Promise<string> {
  decoyHash ??= hashPassword("no account has this password");
  return decoyHash;
}
