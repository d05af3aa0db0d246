import type { Strings } from '../../../contract/strings/index.ts';
import type { StopLine } from './stops.ts';

const MINUS = '\u2212';

/** Seconds against plan as bare signed minutes, late is plus: the column says the unit. Null is empty. */
export function margin(seconds: number | null, { format }: Strings): string {
  if (seconds === null) return '';
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes === 0) return '0';
  return `${seconds < 0 ? MINUS : '+'}${format.number(minutes)}`;
}

/** Half-width in seconds as `± 3` minutes, never less than one: an ETA is never shown as exact. Null is empty. */
export function inMinutes(seconds: number | null, { format }: Strings): string {
  return seconds === null ? '' : `\u00b1 ${format.number(Math.max(1, Math.round(seconds / 60)))}`;
}

/** What became of the stop, or where in the day it stands. */
export function outcomeWord(stop: StopLine, { t }: Strings): string {
  if (stop.state !== 'done') return t(`route.state.${stop.state}`);
  return stop.outcome === 'delivered' || stop.outcome === 'arrived'
    ? t(`route.outcome.${stop.outcome}`)
    : t('route.state.done');
}
