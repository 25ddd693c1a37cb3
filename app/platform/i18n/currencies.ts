/** Currencies that money can be in, all of ISO 4217. */
// biome-ignore format: a list to be read at a glance
export const CURRENCIES = [
  "JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "HKD", "SGD", "THB", "VND", "INR", "AUD", "CAD", "CHF",
] as const;
