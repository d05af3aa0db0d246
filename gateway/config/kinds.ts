import * as v from 'valibot';

/** Kinds of configuration values. Flags and environment say everything as text, a file as JSON: both are taken. */
const asText = v.pipe(
  v.union([v.string(), v.number(), v.boolean()]),
  v.transform((raw) => String(raw).trim()),
);

export interface KeyMetadata {
  readonly group: string;
  /** What is allowed, as the end of "allowed: ...". */
  readonly allowed: string;
  /** Placeholder of the value in `--help`. */
  readonly value: string;
}

export function numberKey(
  group: string,
  description: string,
  fallback: number,
  range: { readonly min: number; readonly max: number; readonly integer?: boolean; readonly unit?: string },
) {
  const { min, max, integer = false, unit = '' } = range;
  const allowed = `${integer ? 'a whole number' : 'a number'} from ${String(min)} to ${String(max)}${unit && ` ${unit}`}`;
  const inRange = (n: number) => n >= min && n <= max && (!integer || Number.isInteger(n));
  const schema = v.pipe(
    asText,
    v.regex(/^[+-]?\d+(\.\d+)?$/),
    v.transform(Number),
    v.check(inRange, 'out of range'),
  );
  return v.pipe(
    v.optional(schema, String(fallback)),
    v.description(description),
    v.metadata({ group, value: integer ? 'N' : 'X', allowed } satisfies KeyMetadata),
  );
}

export function choiceKey<const T extends readonly [string, ...string[]]>(
  group: string,
  description: string,
  fallback: T[number],
  choices: T,
) {
  return v.pipe(
    v.optional(v.pipe(asText, v.picklist(choices)), fallback),
    v.description(description),
    v.metadata({
      group,
      value: choices.join('|'),
      allowed: `one of ${choices.join(', ')}`,
    } satisfies KeyMetadata),
  );
}

export function textKey(
  group: string,
  description: string,
  fallback: string,
  rule: { readonly pattern: RegExp; readonly allowed: string; readonly value: string },
) {
  return v.pipe(
    v.optional(v.pipe(asText, v.regex(rule.pattern)), fallback),
    v.description(description),
    v.metadata({ group, value: rule.value, allowed: rule.allowed } satisfies KeyMetadata),
  );
}

/** A value that may be left out: null then. */
export function optionalKey<T>(
  group: string,
  description: string,
  rule: { readonly read: (text: string) => T | undefined; readonly allowed: string; readonly value: string },
) {
  const schema = v.pipe(
    asText,
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = rule.read(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: 'not allowed' });
      return NEVER;
    }),
  );
  return v.pipe(
    v.optional(v.nullable(schema), null),
    v.description(description),
    v.metadata({ group, value: rule.value, allowed: rule.allowed } satisfies KeyMetadata),
  );
}

/** Several values: a JSON array in a file, separated by commas elsewhere. */
export function listKey(
  group: string,
  description: string,
  rule: {
    readonly pattern: RegExp;
    /** What the pattern cannot say. */
    readonly check?: (text: string) => boolean;
    readonly allowed: string;
    readonly value: string;
  },
) {
  const split = v.pipe(
    v.string(),
    v.transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  );
  const schema = v.pipe(
    v.union([split, v.array(v.string())]),
    v.array(v.pipe(v.string(), v.regex(rule.pattern), v.check(rule.check ?? (() => true), 'not allowed'))),
  );
  return v.pipe(
    v.optional(schema, ''),
    v.description(description),
    v.metadata({ group, value: rule.value, allowed: rule.allowed } satisfies KeyMetadata),
  );
}
