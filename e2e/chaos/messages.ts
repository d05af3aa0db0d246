import type { LinkPhase } from '../../contract/bridge.ts';

/** Harness -> process of consoles. */
export type ToConsoles =
  | {
      readonly t: 'open';
      readonly console: number;
      readonly gateway: string;
      readonly token: string;
      readonly clockOffset: number;
      readonly folder: string;
    }
  | { readonly t: 'clock'; readonly console: number; readonly offset: number }
  | { readonly t: 'dns'; readonly host: string; readonly fails: boolean }
  | { readonly t: 'sign-in'; readonly console: number; readonly gateway: string; readonly token: string };

/** Process of consoles -> harness. */
export type FromConsoles =
  /** Alarm ids that reached a window, each once per life of the process. */
  | { readonly t: 'seen'; readonly console: number; readonly ids: readonly string[] }
  | { readonly t: 'notified'; readonly console: number; readonly id: string }
  | {
      readonly t: 'sample';
      readonly console: number;
      /** As the window was last told. */
      readonly phase: LinkPhase | null;
      readonly reason: string | null;
      /** Feed time as a window reckons it, minus this computer's wall time, ms; null before a clock came. */
      readonly feedError: number | null;
      readonly counters: Readonly<Record<string, number>>;
    };
