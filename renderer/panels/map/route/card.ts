import type { RouteDetail, RouteState } from '../../../../contract/fleet.ts';
import type { Strings } from '../../../../contract/strings/index.ts';

export interface CardLines {
  readonly nextStop: string;
  readonly eta: string;
  /** The van stands at its next stop: `eta` says so in place of a time. */
  readonly atStop: boolean;
  /** Half-width of the interval that holds 80 % of the outcomes, ` ± 3` minutes; empty while unknown. */
  readonly etaError: string;
  readonly window: string;
}

/** What the card says of the next stop; a dash where nothing is known, so that no line comes and goes. */
export function cardLines(route: RouteState, detail: RouteDetail | null, strings: Strings): CardLines {
  const { t, format } = strings;
  const at = route.nextStop;
  if (at === null)
    return {
      nextStop: t('map.allDone', { total: route.stopsTotal }),
      eta: '\u2013',
      atStop: false,
      etaError: '',
      window: '',
    };
  const atStop = route.phase === 'at-stop';
  const of = t('map.stopOf', { n: at + 1, total: route.stopsTotal });
  const name = route.nextName === null ? '' : ` \u00b7 ${route.nextName}`;
  const { nextWindowStart: from, nextWindowEnd: to } = route;
  return {
    nextStop: `${of}${name}`,
    eta: atStop ? t('eta.atStop') : route.nextEta === null ? '\u2013' : format.clock(route.nextEta),
    atStop,
    etaError: atStop ? '' : etaError(detail?.progress[at]?.etaError ?? null),
    window:
      from === null || to === null
        ? t('map.noWindow')
        : t('map.window', { from: format.clock(from), to: format.clock(to) }),
  };
}

/** Seconds as whole minutes, never less than one: an ETA is never shown as exact. */
export function etaError(seconds: number | null): string {
  return seconds === null ? '' : `\u00b1 ${String(Math.max(1, Math.round(seconds / 60)))}`;
}

/** The words beside the next stop on the map. */
export function nextStopLabel(route: RouteState, detail: RouteDetail | null, strings: Strings): string {
  const { eta, etaError: error } = cardLines(route, detail, strings);
  return error === '' ? eta : `${eta} ${error}`;
}
