/** The shape of the English texts with any wording, so that a missing or surplus Japanese key doesn't compile. */
export type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
};
