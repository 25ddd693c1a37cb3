export const LANGUAGES = ["ja", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The first language of an Accept-Language header that we speak, by its weights. */
export function languageOf(acceptLanguage: string | null, fallback: Language = "en"): Language {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const weight = rest.find((option) => option.trim().startsWith("q="));
      return {
        tag: tag.toLowerCase().split("-")[0],
        weight: weight ? Number(weight.trim().slice(2)) || 0 : 1,
      };
    })
    .sort((a, b) => b.weight - a.weight);
  return wishes.map((wish) => wish.tag).find(isLanguage) ?? fallback;
}
