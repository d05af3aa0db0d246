import type { Diagnostics } from '../../../contract/diagnostics.ts';
import type { UserSettings } from '../../../contract/settings.ts';
import type { FrameTiming } from './frames.ts';

/** What only the window knows. */
export interface WindowFacts {
  readonly host: 'electron' | 'web';
  readonly browser: string;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly frames: FrameTiming;
  readonly longTasks: number | null;
  readonly settings: UserSettings;
}

export const REPORT_VERSION = 1;

/**
 * The report that goes to whoever helps, as JSON. Field by field, so that nothing comes along that was not meant to: no token, no
 * person, nothing of the fleet. Times as ISO 8601 in UTC.
 */
export function report(told: Diagnostics, window: WindowFacts): string {
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  const { about } = told;
  const whole = {
    format: 'routewatch-diagnostics',
    version: REPORT_VERSION,
    at: iso(told.at),
    program: {
      version: about?.version ?? null,
      host: window.host,
      parts: (about?.parts ?? []).map(({ name, version }) => ({ name, version })),
      system: about?.system ?? null,
    },
    link: {
      gateway: told.gateway,
      role: told.role,
      phase: told.phase,
      reason: told.reason,
      attempt: told.attempt,
      lastByte: iso(told.lastByteAt),
      changesPerSecond: told.changesPerSecond,
      phases: told.phases.map(({ phase, reason, from }) => ({ phase, reason, from: iso(from) })),
    },
    streams: told.streams.map(({ stream, wanted, live, epoch, seq, remaining }) => ({
      stream,
      wanted,
      live,
      epoch,
      seq,
      remaining,
    })),
    clock: { differenceMs: told.clockDifferenceMs, rate: told.rate },
    kept: { journal: told.journal, token: told.token },
    windows: told.windows,
    notifications: told.notifications,
    counters: Object.fromEntries(Object.entries(told.counters).sort(([a], [b]) => (a < b ? -1 : 1))),
    window: {
      browser: window.browser,
      width: window.width,
      height: window.height,
      pixelRatio: window.pixelRatio,
      frames: { ...window.frames },
      longTasks: window.longTasks,
      settings: { ...window.settings },
    },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** `routewatch-diagnostics-2026-11-22T081653.json`, in UTC: a name without what file systems refuse. */
export const reportName = (at: number): string =>
  `routewatch-diagnostics-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}.json`;
