import type { StopLine } from './stops.ts';

export const MINUTE = 60_000;
/** 18:00 UTC of a day. */
export const SIX = Date.UTC(2026, 9, 16, 18);

/** A stop for specs: to come, planned at six, two minutes of service, nothing promised. */
export const aStop = (change: Partial<StopLine> = {}): StopLine => ({
  index: 0,
  name: '1 Elm St',
  state: 'remaining',
  outcome: 'pending',
  planned: SIX,
  service: 120,
  arrived: null,
  departed: null,
  eta: null,
  etaError: null,
  windowStart: null,
  windowEnd: null,
  ...change,
});
