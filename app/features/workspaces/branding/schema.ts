export const MAX_LOGO_BYTES = 2 * 1024 * 1024;

/** What the frame around a page shows of a company. */
export type Brand = { readonly name: string; readonly color: string; readonly logoUrl: string | null };
