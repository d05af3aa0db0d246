import type { LinkPhase } from '../../contract/bridge.ts';

/** All times are the harness's own `performance.now()`, milliseconds. */
export interface Ran {
  readonly kind: string;
  /** null: the gateway's, which every console feels. */
  readonly console: number | null;
  readonly from: number;
  readonly to: number;
  /** It met something: connections cut, frames touched, a process ended. */
  readonly took: boolean;
}

export interface Due {
  readonly id: string;
  readonly firstAt: number;
  /** Where the gateway has it in the end: said where it was missed. */
  readonly where?: string;
}

export interface Sample {
  readonly at: number;
  readonly phase: LinkPhase | null;
  /** Milliseconds since the last byte that the line let through to this console. */
  readonly silent: number;
  /** Feed time as the window reckons it, minus the gateway's, ms; null before a clock came. */
  readonly feedError: number | null;
  /** The end of the newest minute of any chart, minus the feed time that the window reckons, ms; null where no chart has one. */
  readonly minuteAhead: number | null;
}

export interface Watched {
  readonly seen: ReadonlyMap<string, number>;
  readonly notified: ReadonlyMap<string, readonly number[]>;
  readonly samples: readonly Sample[];
  readonly kills: readonly Kill[];
}

/** A console's process was ended hard. */
export interface Kill {
  readonly at: number;
  /** Alarms that its journal holds as not yet shown, read off the disk then: what was shown of them can be shown once more. */
  readonly unmarked: ReadonlySet<string>;
}

/** A log that was lost or put back: what it alone held can not be told any more. */
export interface Loss {
  readonly at: number;
  readonly gone: ReadonlySet<string>;
}

export interface Row {
  readonly kind: string;
  readonly ran: number;
  /** Ran and met nothing. */
  readonly idle: number;
  readonly due: number;
  readonly missed: number;
  readonly twice: number;
  readonly stale: number;
  readonly fresh: readonly number[];
}

export interface Verdict {
  readonly rows: readonly Row[];
  readonly due: number;
  readonly missed: number;
  readonly twice: number;
  readonly stale: number;
  /** Shown by a console and never in the gateway's database. */
  readonly unknown: number;
  /** Deliveries that went with a log before they reached their console. */
  readonly lostWithLog: number;
  /** Notifications repeated within the moment between showing and marking, at a kill. */
  readonly repeatedAtKill: number;
  readonly examples: readonly string[];
}

/** Silence after which a link that says `live` lies. */
export const LIVE_SILENT_MS = 8_000;
/** An age may be off by so much, for so long: until the next heartbeat brings a clock after a jump, and the link's own 8 s. */
export const AGE_ERROR_MS = 8_000;
/** Marking follows showing at once: a disk is given so long, and what is unmarked for longer was forgotten. */
const AT_KILL_MS = 2_000;
/** On a good line a console has an alarm so soon after the first copy of the database with it, at the most. */
const IN_FLIGHT_MS = 3_000;
/** What `live` promises on any other: nothing that stood for longer than the console's own limit of freshness, 6 s, is missing. */
const SLOW_MS = 6_500;
/** Kinds after which bytes come late for a while, and come. */
const SLOW: ReadonlySet<string> = new Set(['slow-1kBps', 'stall']);
/** What the gateway's clock has to do with a chart's end comes over the same line, and may be as late. */
const CHART_MS = SLOW_MS;
/** A clock that the window reckons by is the gateway's own. */
const CLOCK_MS = 2_000;
const NONE = '(between faults)';
const EXAMPLES = 12;

/** What each console got against what was due; each finding goes to the latest fault that its console felt. */
export function judge(
  due: readonly Due[],
  consoles: readonly Watched[],
  ran: readonly Ran[],
  losses: readonly Loss[],
): Verdict {
  const rows = new Map<
    string,
    { -readonly [K in keyof Row]: Row[K] extends readonly number[] ? number[] : Row[K] }
  >();
  const row = (kind: string) => {
    const made = rows.get(kind) ?? {
      kind,
      ran: 0,
      idle: 0,
      due: 0,
      missed: 0,
      twice: 0,
      stale: 0,
      fresh: [],
    };
    rows.set(kind, made);
    return made;
  };
  for (const { kind, took } of ran) {
    row(kind).ran += 1;
    row(kind).idle += took ? 0 : 1;
  }
  const felt = (console: number, at: number): string => {
    let latest: Ran | null = null;
    for (const one of ran) {
      if (!feels(one, console)) continue;
      if (one.from <= at && (latest === null || one.from > latest.from)) latest = one;
    }
    return latest?.kind ?? NONE;
  };
  const inFlight = (console: number, from: number, to: number): number =>
    ran.some((one) => feels(one, console) && SLOW.has(one.kind) && one.from <= to && one.to + SLOW_MS >= from)
      ? SLOW_MS
      : IN_FLIGHT_MS;
  const examples: string[] = [];
  const shown = new Map<string, number>();
  const found = (what: string, console: number, at: number, more: string): void => {
    const n = (shown.get(what) ?? 0) + 1;
    shown.set(what, n);
    // Of each sort: two hundred of one must not hide the only one of another.
    if (n <= EXAMPLES)
      examples.push(
        `${what}: console ${String(console)} at ${(at / 1_000).toFixed(1)} s, ${felt(console, at)}, ${more}`,
      );
  };
  const known = new Set(due.map(({ id }) => id));
  let [unknown, lostWithLog, repeatedAtKill] = [0, 0, 0];
  consoles.forEach((desk, index) => {
    for (const { id, firstAt, where = '' } of due) {
      const seen = desk.seen.has(id) || desk.notified.has(id);
      const loss = losses.find(({ at, gone }) => at >= firstAt && gone.has(id));
      if (
        !seen &&
        loss !== undefined &&
        !claimed(desk.samples, firstAt + inFlight(index, firstAt, loss.at), loss.at)
      ) {
        lostWithLog += 1;
        continue;
      }
      const kind = felt(index, firstAt);
      row(kind).due += 1;
      if (seen) continue;
      row(kind).missed += 1;
      found('missed', index, firstAt, `${id} ${where}`);
    }
    for (const [id, times] of desk.notified) {
      times.forEach((at, n) => {
        const before = times[n - 1];
        if (before === undefined) return;
        if (
          desk.kills.some(
            (kill) => kill.unmarked.has(id) && kill.at >= before && kill.at - before < AT_KILL_MS,
          )
        ) {
          repeatedAtKill += 1;
          return;
        }
        row(felt(index, at)).twice += 1;
        found('raised twice', index, at, id);
      });
    }
    for (const id of desk.seen.keys()) {
      if (known.has(id)) continue;
      unknown += 1;
      found('unknown to the gateway', index, desk.seen.get(id) ?? 0, id);
    }
    for (const { at, why } of lies(desk.samples)) {
      row(felt(index, at)).stale += 1;
      found('stale', index, at, why);
    }
  });
  for (const one of ran) {
    consoles.forEach((desk, index) => {
      if (!feels(one, index)) return;
      const fresh = freshAfter(one.to, due, desk);
      if (fresh === null) return;
      // Where another fault came before it was fresh, the wait is that one's.
      const until = one.to + fresh;
      if (
        ran.some((other) => other !== one && feels(other, index) && other.from < until && other.to > one.to)
      )
        return;
      row(one.kind).fresh.push(fresh);
    });
  }
  const all = [...rows.values()].sort((a, b) => a.kind.localeCompare(b.kind));
  const sum = (of: 'due' | 'missed' | 'twice' | 'stale') => all.reduce((total, one) => total + one[of], 0);
  return {
    rows: all,
    due: sum('due'),
    missed: sum('missed'),
    twice: sum('twice'),
    stale: sum('stale'),
    unknown,
    lostWithLog,
    repeatedAtKill,
    examples,
  };
}

const feels = (one: Ran, console: number): boolean => one.console === null || one.console === console;

/** Each stretch in which something old, or of a time that is not yet, was shown as fresh, once. */
export function lies(samples: readonly Sample[]): { readonly at: number; readonly why: string }[] {
  const seconds = (ms: number | null): string => ((ms ?? 0) / 1_000).toFixed(0);
  return [
    ...stretches(samples, 0, ({ silent }) => silent > LIVE_SILENT_MS).map(({ at, silent }) => ({
      at,
      why: `live after ${(silent / 1_000).toFixed(1)} s without a byte`,
    })),
    ...stretches(samples, AGE_ERROR_MS, ({ feedError }) => Math.abs(feedError ?? 0) > AGE_ERROR_MS).map(
      ({ at, feedError }) => ({ at, why: `ages are ${seconds(feedError)} s off` }),
    ),
    ...stretches(samples, CHART_MS, endsAhead).map(({ at, minuteAhead }) => ({
      at,
      why: `a chart ends ${seconds(minuteAhead)} s in the future`,
    })),
  ].sort((a, b) => a.at - b.at);
}

/** Once the window has the gateway's clock again, it has what the gateway says of its charts since. */
const endsAhead = ({ feedError, minuteAhead }: Sample): boolean =>
  feedError !== null && Math.abs(feedError) < CLOCK_MS && (minuteAhead ?? 0) > AGE_ERROR_MS;

/** Of each stretch of a live console in which it holds, the first sample that comes more than `patience` ms after its beginning. */
function stretches(
  samples: readonly Sample[],
  patience: number,
  holds: (sample: Sample) => boolean,
): Sample[] {
  const out: Sample[] = [];
  let since: number | null = null;
  let told = false;
  for (const sample of samples) {
    if (sample.phase !== 'live' || !holds(sample)) {
      [since, told] = [null, false];
      continue;
    }
    since ??= sample.at;
    if (told || (patience > 0 && sample.at - since <= patience)) continue;
    told = true;
    out.push(sample);
  }
  return out;
}

/** The console said `live` on bytes that came well after the alarm stood: it had the time to learn of it. */
const claimed = (samples: readonly Sample[], since: number, before: number): boolean =>
  samples.some(({ at, phase, silent }) => phase === 'live' && at < before && at - silent > since);

/** Milliseconds until the console was live and had everything that was due when the fault ended; null where it never was. */
function freshAfter(end: number, due: readonly Due[], desk: Watched): number | null {
  const live = desk.samples.find(
    ({ at, phase, silent }) => at >= end && phase === 'live' && silent < LIVE_SILENT_MS,
  );
  if (live === undefined) return null;
  let at = live.at;
  for (const { id, firstAt } of due) if (firstAt <= end) at = Math.max(at, desk.seen.get(id) ?? 0);
  return at - end;
}

/** The p-th quantile by nearest rank; null of nothing. */
export function quantile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}
