/** One stretch of time in which something was so, feed milliseconds; `to` is infinite while it lasts. */
export interface Episode {
  readonly from: number;
  to: number;
}
/** By route, in order of time. */
export type Episodes = Map<string, Episode[]>;

export interface Detection {
  /** True episodes of at least `WORTH`. */
  readonly episodes: number;
  /** 0-1: those of them that were flagged. */
  readonly found: number;
  /** Median and 90 % quantile of the seconds from when it became true to the flag. */
  readonly delay: number;
  readonly delayP90: number;
  readonly flags: number;
  /** Flags at times when nothing was true. */
  readonly falseFlags: number;
  /** Hours that vans were under way. */
  readonly vanHours: number;
}

/** Shorter than this, milliseconds, it was over before anyone could have acted. */
const WORTH = 60_000;
/** A flag may come so much before or after the truth, milliseconds: reports are seconds apart, and delayed by the fix's noise. */
const GRACE = 90_000;

/** Takes over whether it is so now: begins an episode, ends one, or does nothing. */
export function mark(episodes: Episodes, id: string, now: boolean, at: number): void {
  const last = episodes.get(id)?.at(-1);
  const open = last?.to === Number.POSITIVE_INFINITY;
  if (now === open) return;
  if (!now && last !== undefined) last.to = at;
  else episodes.set(id, [...(episodes.get(id) ?? []), { from: at, to: Number.POSITIVE_INFINITY }]);
}

export function compareEpisodes(truth: Episodes, flags: Episodes, vanHours: number): Detection {
  const delays: number[] = [];
  let episodes = 0;
  for (const [id, list] of truth)
    for (const episode of list) {
      if (episode.to - episode.from < WORTH) continue;
      episodes++;
      const flag = flags.get(id)?.find((one) => touches(one, episode));
      if (flag !== undefined) delays.push(Math.max(0, flag.from - episode.from) / 1_000);
    }
  const raised = [...flags].flatMap(([id, list]) => list.map((flag) => ({ id, flag })));
  const wrong = raised.filter(({ id, flag }) => !truth.get(id)?.some((one) => touches(flag, one)));
  delays.sort((a, b) => a - b);
  const at = (p: number): number => delays[Math.floor(p * (delays.length - 1))] ?? Number.NaN;
  return {
    episodes,
    found: delays.length / episodes,
    delay: at(0.5),
    delayP90: at(0.9),
    flags: raised.length,
    falseFlags: wrong.length,
    vanHours,
  };
}

const touches = (flag: Episode, truth: Episode): boolean =>
  flag.from <= truth.to + GRACE && flag.to >= truth.from - GRACE;
