export type Outcome =
  | { readonly is: 'passed' }
  | { readonly is: 'failed'; readonly why: string }
  /** It could not be run here. */
  | { readonly is: 'skipped'; readonly why: string };

export interface Ran {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly why: string;
}

/** Of the specs whose names begin with `name`; one that failed is a failure, none at all is one too. */
export function outcomeOf(ran: readonly Ran[], name: string): Outcome {
  const own = ran.filter(({ title }) => title.startsWith(name));
  const failed = own.find(({ state }) => state === 'failed');
  if (failed !== undefined) return { is: 'failed', why: failed.why.split('\n', 1)[0] ?? '' };
  if (own.some(({ state }) => state === 'passed')) return { is: 'passed' };
  const [skipped] = own;
  return skipped === undefined
    ? { is: 'failed', why: `there is no spec "${name}"` }
    : { is: 'skipped', why: skipped.why || skipped.title };
}
