export const CODE_MINUTES = 10;
export const MAX_WRONG_TRIES = 5;

/** Codes asked for: an address can't be flooded with mail, nor one link or one visitor flood many. */
export const CODE_BUDGETS = {
  recipient: { points: 5, seconds: 3600 },
  link: { points: 60, seconds: 3600 },
  address: { points: 15, seconds: 900 },
  everyone: { points: 600, seconds: 3600 },
} as const;

/** Answers given at the gate, right or wrong. New codes don't reset the first, so guessing on and on gets nowhere. */
export const TRY_BUDGETS = {
  recipient: { points: 20, seconds: 3600 },
  address: { points: 60, seconds: 900 },
} as const;

/** E-mail addresses claimed at a gate that asks for no proof. */
export const CLAIM_BUDGET = { points: 20, seconds: 900 } as const;

export type StoredCode = { usedAt: Date | null; expiresAt: Date; wrongTries: number };

export function isCodeAlive(code: StoredCode, at: Date): boolean {
  return code.usedAt === null && code.expiresAt.getTime() > at.getTime() && code.wrongTries < MAX_WRONG_TRIES;
}
