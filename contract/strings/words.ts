interface Plural {
  readonly one: string;
  readonly other: string;
}

/** What another language must say: the same keys, and a plural wherever English has one. */
export type Words<English> = {
  readonly [K in keyof English]: English[K] extends string ? string : Plural;
};
