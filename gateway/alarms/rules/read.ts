import { createHash } from 'node:crypto';
import { Ajv, type ErrorObject } from 'ajv';
import { parseJsonc } from '../../config/jsonc.ts';
import { offsets, placeOf, placeOfSyntaxError, type Place } from './locate.ts';
import type { Area, CauseGroup, Escalate, OperatorPosition, Rule, RuleSet, Scope, When } from './rule.ts';
import { RULES_SCHEMA } from './schema.ts';

/** The first thing wrong with a rules file, and where. */
export interface RulesError extends Place {
  /** Names field and value. */
  readonly message: string;
}
export type RulesRead =
  { readonly ok: true; readonly value: RuleSet } | { readonly ok: false; readonly error: RulesError };

interface FileRule {
  readonly id: string;
  readonly when: { readonly kind: When['kind'] } & Record<string, unknown>;
  readonly enabled?: boolean;
  readonly priority: 1 | 2 | 3;
  readonly onDelay?: number;
  readonly offDelay?: number;
  readonly only?: Partial<Scope>;
  readonly cause?: readonly string[];
  readonly suppressedBy?: readonly string[];
  readonly shelve?: { readonly proposed?: number; readonly most: number };
  readonly escalate?: Partial<Escalate>;
  readonly title?: string;
  readonly runbook?: {
    readonly text: string;
    readonly links?: readonly { readonly title: string; readonly url: string }[];
  };
}
interface RulesFile {
  readonly positions?: readonly (Partial<Scope> & { readonly name: string })[];
  readonly causes?: readonly {
    readonly id: string;
    readonly by: CauseGroup['by'];
    readonly before?: string;
  }[];
  readonly areas?: readonly (Omit<Area, 'name'> & { readonly name?: string })[];
  readonly rules: readonly FileRule[];
}

/** What a rule that says nothing has, by its priority. Seconds. */
const ESCALATE: Readonly<Record<1 | 2 | 3, Escalate>> = {
  1: { received: 15, desks: 60, supervisor: 180, webhook: 300 },
  2: { received: 30, desks: 300, supervisor: 900, webhook: 1_800 },
  3: { received: 60, desks: 900, supervisor: 3_600, webhook: 0 },
};
const SHELVE = { proposed: 900, most: 4 * 3_600 };
const ANYWHERE: Scope = { routes: [], vehicles: [], depots: [] };

const compile = () =>
  new Ajv({ discriminator: true, strictRequired: false, strictTypes: false }).compile<RulesFile>(
    RULES_SCHEMA,
  );
/** Made of a constant at the first reading, and kept: it takes a tenth of a second, reading a file with it a millisecond. */
let compiled: ReturnType<typeof compile> | null = null;

/** A rules file's text (JSON with comments) -> rules. `hosts`: where runbooks may lead to. Never throws. */
export function readRules(text: string, hosts: readonly string[]): RulesRead {
  let parsed: unknown;
  try {
    parsed = parseJsonc(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { ...placeOfSyntaxError(text), message } };
  }
  const places = offsets(text);
  const wrong = (path: string, message: string): RulesRead => ({
    ok: false,
    error: { ...placeOf(text, nearest(places, path)), message: `${path || 'the file'}: ${message}` },
  });
  compiled ??= compile();
  const validate = compiled;
  if (!validate(parsed)) {
    const error = validate.errors?.[0];
    return error === undefined ? wrong('', 'is not valid') : wrong(...describe(error, parsed));
  }
  const related = relations(parsed, hosts);
  if (related !== null) return wrong(...related);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { ok: true, value: { ...build(parsed), version } };
}

/** The place of the path, or of the nearest thing around it. */
function nearest(places: ReadonlyMap<string, number>, path: string): number {
  const parts = path.split('/');
  for (; parts.length > 0; parts.pop()) {
    const found = places.get(parts.join('/'));
    if (found !== undefined) return found;
  }
  return 0;
}

function describe(error: ErrorObject, file: unknown): [path: string, message: string] {
  const at = error.instancePath.replace(/^\//, '');
  const join = (field: string) => (at === '' ? field : `${at}/${field}`);
  const params = error.params as Readonly<Record<string, unknown>>;
  if (error.keyword === 'additionalProperties')
    return [join(String(params['additionalProperty'])), 'is not known here'];
  if (error.keyword === 'required') return [at, `lacks ${String(params['missingProperty'])}`];
  if (error.keyword === 'discriminator')
    return [join('kind'), `is no kind of rule (got ${shown(params['tagValue'])})`];
  const allowed = error.keyword === 'enum' ? ` ${shown(params['allowedValues'])}` : '';
  return [at, `${error.message ?? 'is not valid'}${allowed} (got ${shown(valueAt(file, at))})`];
}

function valueAt(file: unknown, path: string): unknown {
  let value = file;
  for (const part of path.split('/').filter((name) => name !== '')) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  }
  return value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What no schema can say: names that must exist, names that must not exist twice, hosts. */
function relations(file: RulesFile, hosts: readonly string[]): [path: string, message: string] | null {
  for (const list of ['rules', 'causes', 'areas'] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of (file[list] ?? []).entries()) {
      if (seen.has(id)) return [`${list}/${String(index)}/id`, `there are two of ${shown(id)}`];
      seen.add(id);
    }
  }
  const known = {
    rules: new Set(file.rules.map((rule) => rule.id)),
    causes: new Set(file.causes?.map((cause) => cause.id)),
    areas: new Set(file.areas?.map((area) => area.id)),
  };
  for (const [index, rule] of file.rules.entries()) {
    const at = `rules/${String(index)}`;
    for (const [n, cause] of (rule.cause ?? []).entries()) {
      if (!known.causes.has(cause)) return [`${at}/cause/${String(n)}`, `there is no cause ${shown(cause)}`];
    }
    for (const [n, other] of (rule.suppressedBy ?? []).entries()) {
      if (!known.rules.has(other))
        return [`${at}/suppressedBy/${String(n)}`, `there is no rule ${shown(other)}`];
    }
    const { area, over, under } = rule.when;
    if (area !== undefined && !known.areas.has(String(area))) {
      return [`${at}/when/area`, `there is no area ${shown(area)}`];
    }
    if (under !== undefined && !(Number(under) < Number(over))) {
      return [`${at}/when/under`, `must be less than over (got ${shown(under)})`];
    }
    const { proposed = 0, most = 0 } = rule.shelve ?? {};
    if (proposed > most)
      return [`${at}/shelve/proposed`, `must be at most ${String(most)} (got ${String(proposed)})`];
    for (const [n, { url }] of (rule.runbook?.links ?? []).entries()) {
      const host = URL.canParse(url) ? new URL(url).host : '';
      if (!hosts.includes(host)) {
        return [`${at}/runbook/links/${String(n)}/url`, `host ${shown(host)} is not among runbook-hosts`];
      }
    }
  }
  return null;
}

function build(file: RulesFile): Omit<RuleSet, 'version'> {
  const rules = file.rules.filter((rule) => rule.enabled !== false).map(ruleOf);
  rules.push(RULES_REFUSED);
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    causes: new Map((file.causes ?? []).map((cause) => [cause.id, { before: null, ...cause }])),
    positions: (file.positions ?? []).map((position): OperatorPosition => ({ ...ANYWHERE, ...position })),
    areas: new Map(
      (file.areas ?? []).map((area) => [area.id, { ...area, name: area.name ?? area.id } as Area]),
    ),
  };
}

function ruleOf(rule: FileRule): Rule {
  const proposed = Math.min(rule.shelve?.most ?? SHELVE.most, rule.shelve?.proposed ?? SHELVE.proposed);
  return {
    id: rule.id,
    kind: rule.when.kind,
    when: whenOf(rule.when),
    priority: rule.priority,
    onDelay: rule.onDelay ?? 0,
    offDelay: rule.offDelay ?? 0,
    only: { ...ANYWHERE, ...rule.only },
    cause: rule.cause ?? [],
    suppressedBy: rule.suppressedBy ?? [],
    shelve: { proposed, most: rule.shelve?.most ?? SHELVE.most },
    escalate: { ...ESCALATE[rule.priority], ...rule.escalate },
    title: rule.title ?? null,
    runbook: rule.runbook === undefined ? null : { links: [], ...rule.runbook },
  };
}

/** What a condition may leave out. */
const WHEN_DEFAULTS: Readonly<Partial<Record<When['kind'], object>>> = {
  late: { over: null, under: null, windows: 0 },
  'failed-delivery': { count: 1, within: 3_600 },
  'going-late': { windows: 1 },
  'window-missed': { grace: 0 },
  geofence: { accuracy: 100, dwell: 30 },
  series: { above: null, below: null, deadband: 0 },
  anomaly: { z: 4, deadband: 1 },
  'feed-dead': { after: 120 },
};
/** Seconds of hysteresis of a limit on adherence that names none. */
const LATE_BACK = 120;

function whenOf(given: FileRule['when']): When {
  const when = { ...WHEN_DEFAULTS[given.kind], ...given } as When;
  if (when.kind !== 'late' || when.over === null) return when;
  return { ...when, under: when.under ?? Math.max(0, when.over - LATE_BACK) };
}

/** Not in any file: a file that was refused can't say it. */
const RULES_REFUSED: Rule = ruleOf({
  id: 'rules-refused',
  when: { kind: 'rules-refused' },
  priority: 2,
  runbook: {
    text: 'The rules file has a mistake; the rules before it are in force. Mend the line that is named.',
  },
});
