/** What a legend shows of one thing drawn. */
export interface Entry {
  readonly key: string;
  readonly words: string;
  readonly swatch:
    | { readonly kind: 'line'; readonly index: number }
    | { readonly kind: 'area'; readonly color: string }
    | { readonly kind: 'rule'; readonly dash: string };
  /** It was added, so it can be taken away. */
  readonly removable: boolean;
}

export const areaEntry = (key: string, words: string, color: string): Entry => ({
  key,
  words,
  swatch: { kind: 'area', color },
  removable: false,
});
