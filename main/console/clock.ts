import { wallMs } from '../../contract/time.ts';
import type { Clock } from './ports.ts';

/** The computer's own clock and timers. */
export function systemClock(): Clock {
  return {
    now: () => wallMs(Date.now()),
    elapsed: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return { dispose: () => clearTimeout(timer) };
    },
  };
}
