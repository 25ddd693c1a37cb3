import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "./errors";

export type Budget = { points: number; seconds: number };

const limiters = new Map<string, RateLimiterMemory>();

/** Spends one point of `name` for `key`; throws RATE_LIMITED when the budget of the window is gone. */
export async function limit(name: string, key: string, budget: Budget): Promise<void> {
  try {
    await limiterOf(name, budget).consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("RATE_LIMITED", { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1000) });
  }
}

/** Gives the budget back, for example after a right password. */
export async function forgive(name: string, key: string): Promise<void> {
  await limiters.get(name)?.delete(key);
}

export function resetLimits(): void {
  limiters.clear();
}

function limiterOf(name: string, budget: Budget): RateLimiterMemory {
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = new RateLimiterMemory({ keyPrefix: name, points: budget.points, duration: budget.seconds });
    limiters.set(name, limiter);
  }
  return limiter;
}
