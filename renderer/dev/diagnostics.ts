import type { LinkState } from '../../contract/bridge.ts';
import type { Diagnostics } from '../../contract/diagnostics.ts';
import { wallMs } from '../../contract/time.ts';

/** A console that has seen a little of everything. */
export function fakeDiagnostics(link: LinkState): Diagnostics {
  const now = Date.now();
  return {
    at: wallMs(now),
    about: {
      version: '0.1.0',
      parts: [
        { name: 'Electron', version: '45.4.1' },
        { name: 'Chromium', version: '152.0.7001.44' },
        { name: 'Node', version: '24.19.0' },
      ],
      system: 'linux x64',
    },
    desk: 'Desk 2',
    gateway: link.gateway,
    role: link.role,
    phase: link.phase,
    reason: link.reason?.code ?? null,
    attempt: link.attempt,
    lastByteAt: link.lastByteAt,
    changesPerSecond: link.changesPerSecond,
    phases: [
      { phase: 'connecting', reason: null, from: wallMs(now - 7_214_000) },
      { phase: 'catching-up', reason: null, from: wallMs(now - 7_213_600) },
      { phase: 'live', reason: null, from: wallMs(now - 7_213_100) },
      { phase: 'waiting', reason: 'unreachable', from: wallMs(now - 1_804_000) },
      { phase: 'live', reason: null, from: wallMs(now - 1_796_000) },
    ],
    streams: [
      { stream: 'alerts', wanted: true, live: true, epoch: '019aa7c2-11b4', seq: 8_412, remaining: null },
      {
        stream: 'dispatch',
        wanted: true,
        live: true,
        epoch: '019aa7c2-11b4',
        seq: 1_204_118,
        remaining: null,
      },
      { stream: 'analytics', wanted: true, live: false, epoch: '019aa7c2-11b4', seq: 40_551, remaining: 12 },
    ],
    clockDifferenceMs: -38,
    rate: 1,
    journal: 'kept',
    token: 'kept',
    windows: 2,
    notifications: 'supported',
    counters: {
      'link-closed': 1,
      'delta-gap': 3,
      'delta-repeated': 41,
      'bad-delta': 1,
      'window-slow': 6,
      'notification-requested': 37,
      'notification-shown': 37,
      'notification-clicked': 12,
    },
  };
}
