import { KINDS } from './kinds.ts';
import { PEERS, type Peer } from './peers/gateway.ts';

export const SABOTAGES = ['dedupe', 'gap', 'atomic', 'age'] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export interface Options {
  readonly seed: number;
  /** Length of the plan; a run is longer by its start and by the time in which everything settles. */
  readonly minutes: number;
  readonly consoles: number;
  /** null: every kind. */
  readonly only: readonly string[] | null;
  readonly sabotage: Sabotage | null;
  /** Reference consoles on Socket.IO alone, instead of ours. */
  readonly peer: Peer | null;
  /** Where the run's summary is written as JSON. */
  readonly json: string | null;
}

const FLAGS = ['--seed', '--minutes', '--consoles', '--only', '--sabotage', '--peer', '--json'];

/** @throws RangeError that names the flag, what it got and what it allows */
export function readOptions(args: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const [flag, value] = [args[i] ?? '', args[i + 1]];
    if (!FLAGS.includes(flag)) throw new RangeError(`unknown flag ${flag}`);
    if (value === undefined) throw new RangeError(`${flag} needs a value`);
    given.set(flag, value);
  }
  const number = (flag: string, otherwise: number, least: number, most: number, whole: boolean): number => {
    const text = given.get(flag);
    if (text === undefined) return otherwise;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    throw new RangeError(
      `${flag}: got "${text}"; allowed: a ${whole ? 'whole ' : ''}number from ${least} to ${most}`,
    );
  };
  const choice = <T extends string>(flag: string, allowed: readonly T[]): T | null => {
    const text = given.get(flag);
    if (text === undefined) return null;
    const found = allowed.find((one) => one === text);
    if (found !== undefined) return found;
    throw new RangeError(`${flag}: got "${text}"; allowed: ${allowed.join(', ')}`);
  };
  const several = (flag: string, allowed: readonly string[]): readonly string[] | null => {
    const names = given.get(flag)?.split(',') ?? null;
    for (const name of names ?? [])
      if (!allowed.includes(name))
        throw new RangeError(`${flag}: got "${name}"; allowed: ${allowed.join(', ')}`);
    return names;
  };
  return {
    seed: number('--seed', 1, 0, 4_294_967_295, true),
    minutes: number('--minutes', 1, 0.2, 24 * 60, false),
    consoles: number('--consoles', 4, 1, 64, true),
    peer: choice('--peer', PEERS),
    only: several(
      '--only',
      KINDS.map((kind) => kind.name),
    ),
    sabotage: choice('--sabotage', SABOTAGES),
    json: given.get('--json') ?? null,
  };
}
