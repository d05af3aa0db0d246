import * as v from 'valibot';
import type { FeedMs, WallMs } from '../time.ts';

/** A schema that gives exactly this type: `satisfies` holds each schema to the type that it stands for. */
export type SchemaOf<T> = v.GenericSchema<unknown, T>;

/** Bricks of the boundary schemas. Unknown keys are dropped, so that an older console survives a newer gateway. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
export const text = v.pipe(v.string(), v.maxLength(2_000));
export const finite = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
export const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
/** 1970 to 2200: seconds given for milliseconds land in January 1970 and are refused. */
export const epochMs = v.pipe(
  v.number(),
  v.minValue(100_000_000_000, 'must be epoch milliseconds'),
  v.maxValue(7_258_118_400_000, 'must be epoch milliseconds'),
);
export const feedTime = epochMs as unknown as SchemaOf<FeedMs>;
export const wallTime = epochMs as unknown as SchemaOf<WallMs>;
export const lonLat = v.pipe(v.tuple([longitude, latitude]), v.readonly());

/** The first thing wrong, as `path: what was wrong, got value`. */
export interface Wrong {
  readonly field: string;
  readonly reason: string;
}

export function firstWrong(issues: readonly v.BaseIssue<unknown>[]): Wrong {
  const issue = issues[0];
  if (issue === undefined) return { field: '', reason: 'invalid' };
  const field = (issue.path ?? [])
    .map((part) => (typeof part.key === 'number' ? `[${String(part.key)}]` : `.${String(part.key)}`))
    .join('')
    .replace(/^\./, '');
  // A check of a whole tree says itself where in it and what.
  if (issue.type === 'check' && /^(?:Object|Array)$/.test(issue.received))
    return { field, reason: issue.message };
  const got = issue.received.length > 80 ? `${issue.received.slice(0, 77)}...` : issue.received;
  return { field, reason: `${issue.message} (got ${got})` };
}
