import type { LinkReason } from '../../../contract/bridge.ts';
import { fullJitter } from '../backoff.ts';

/** What the link is doing, without sockets or timers. Times are wall clock, ms. */
export type LinkModel =
  | { readonly is: 'idle' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'connecting'; readonly attempt: number }
  /** The try failed or the link fell; the gateway is being asked why. */
  | { readonly is: 'asking'; readonly attempt: number; readonly seen: LinkReason }
  | {
      readonly is: 'open';
      readonly attempt: number;
      readonly since: number;
      readonly lastByteAt: number;
      /** Set by a wake: closed unless bytes come until then. */
      readonly probeUntil: number | null;
    }
  | {
      readonly is: 'waiting';
      readonly attempt: number;
      readonly until: number;
      readonly reason: LinkReason;
    }
  | { readonly is: 'refused'; readonly reason: LinkReason };

export type LinkEvent =
  | { readonly type: 'credentials'; readonly present: boolean }
  | { readonly type: 'opened' }
  /** The try failed, the socket fell, or the gateway said it would. */
  | { readonly type: 'fell'; readonly reason: LinkReason }
  /** What `GET /auth/status` made of it. */
  | { readonly type: 'told'; readonly final: boolean; readonly reason: LinkReason }
  | { readonly type: 'bytes' }
  | { readonly type: 'tick' }
  /** Resume, unlock, another network, a jump of the clock. */
  | { readonly type: 'wake' }
  /** An operator pressed the button. */
  | { readonly type: 'retry' };

export type LinkEffect = 'open' | 'close' | 'ask';

export const STALE_MS = 6_000;
export const SILENT_MS = 8_000;
export const PROBE_MS = 3_000;
/** Bytes read so soon after a wake were sent before it and lay in the system's buffer: they prove nothing. A heartbeat follows. */
export const BUFFERED_MS = 500;
/** A link that stood this long has earned a quick first try: a heartbeat came over it, so the gateway is no ruin that takes and drops. */
const STEADY_MS = 3_000;

type Open = Extract<LinkModel, { is: 'open' }>;
type Step = readonly [LinkModel, readonly LinkEffect[]];

/** The next model and what to do. `random` in [0, 1) is used for the wait only. */
export function stepLink(model: LinkModel, event: LinkEvent, now: number, random: number): Step {
  switch (event.type) {
    case 'credentials':
      return event.present
        ? [{ is: 'connecting', attempt: 1 }, ['close', 'open']]
        : [{ is: 'signed-out' }, ['close']];
    case 'opened':
      return model.is === 'connecting'
        ? [{ is: 'open', attempt: model.attempt, since: now, lastByteAt: now, probeUntil: null }, []]
        : [model, []];
    case 'fell':
      return fell(model, event.reason, now);
    case 'told':
      if (model.is !== 'asking') return [model, []];
      if (event.final) return [{ is: 'refused', reason: event.reason }, []];
      return [wait(model.attempt, event.reason, now, random), []];
    case 'bytes':
      return model.is === 'open' && !isOld(model, now)
        ? [{ ...model, lastByteAt: now, probeUntil: null }, []]
        : [model, []];
    case 'tick':
      return tick(model, now);
    case 'wake':
      if (model.is === 'open') return [{ ...model, probeUntil: model.probeUntil ?? now + PROBE_MS }, []];
      if (model.is === 'waiting') return AT_ONCE;
      // A try of before a sleep, or over another network, would only be waited for in vain.
      return model.is === 'connecting' || model.is === 'asking'
        ? [{ is: 'connecting', attempt: 1 }, ['close', 'open']]
        : [model, []];
    case 'retry':
      return model.is === 'waiting' || model.is === 'refused' ? AT_ONCE : [model, []];
  }
}

const isOld = ({ probeUntil }: Open, now: number): boolean =>
  probeUntil !== null && now < probeUntil - PROBE_MS + BUFFERED_MS;

const AT_ONCE: Step = [{ is: 'connecting', attempt: 1 }, ['open']];

function fell(model: LinkModel, reason: LinkReason, now: number): Step {
  if (model.is === 'connecting')
    return [{ is: 'asking', attempt: model.attempt, seen: reason }, ['close', 'ask']];
  if (model.is !== 'open') return [model, []];
  const attempt = now - model.since >= STEADY_MS ? 1 : model.attempt + 1;
  return [{ is: 'asking', attempt, seen: reason }, ['close', 'ask']];
}

function tick(model: LinkModel, now: number): Step {
  if (model.is === 'waiting' && now >= model.until)
    return [{ is: 'connecting', attempt: model.attempt + 1 }, ['open']];
  if (model.is !== 'open') return [model, []];
  const deadline = model.probeUntil ?? model.lastByteAt + SILENT_MS;
  if (now < deadline) return [model, []];
  // A line that died in a sleep says nothing about the gateway: nobody is asked and nothing waited for.
  if (model.probeUntil !== null) return [{ is: 'connecting', attempt: 1 }, ['close', 'open']];
  return fell(model, { code: 'silent', message: silent(now - model.lastByteAt) }, now);
}

const silent = (ms: number): string => `No byte from the gateway for ${String(Math.round(ms / 1_000))} s`;

/**
 * A gateway that says it is busy is left alone for up to 30 s. One that is not there costs nobody anything when it is asked, and one
 * that came back admits as many as it can: 8 s at the most, or a desk would look at an old picture for half a minute.
 */
function wait(attempt: number, reason: LinkReason, now: number, random: number): LinkModel {
  const most = reason.code === 'busy' ? BUSY_MS : ABSENT_MS;
  return { is: 'waiting', attempt, until: now + fullJitter(attempt, random, LEAST_MS, most), reason };
}
const LEAST_MS = 500;
const ABSENT_MS = 8_000;
const BUSY_MS = 30_000;

/** Connected, and silent for longer than freshness allows. */
export const isStale = (model: LinkModel, now: number): boolean =>
  model.is === 'open' && now - model.lastByteAt >= STALE_MS;
