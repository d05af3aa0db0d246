import type { LinkPhase } from '../../contract/bridge.ts';

/**
 * Where in an alarm's way through the journal a console is ended: nothing is written yet, it is written and not shown, it is shown
 * and not crossed off, or the journal is being written anew (`new-written` before the rename, `new-named` after it).
 */
export type Step = 'before-insert' | 'before-show' | 'before-mark' | 'new-written' | 'new-named';

/** Harness -> process of consoles. */
export type ToConsoles =
  | {
      readonly t: 'open';
      readonly console: number;
      readonly gateway: string;
      readonly token: string;
      readonly clockOffset: number;
      readonly folder: string;
      readonly full: boolean;
      /** A browser window is to be served too. */
      readonly paints: boolean;
    }
  /** SIGKILL by its own hand, at the next time that this step is reached. */
  | { readonly t: 'die'; readonly console: number; readonly at: Step }
  /** The disk takes nothing any more while true. */
  | { readonly t: 'full'; readonly console: number; readonly on: boolean }
  | { readonly t: 'retry'; readonly console: number }
  | { readonly t: 'clock'; readonly console: number; readonly offset: number }
  | { readonly t: 'dns'; readonly host: string; readonly fails: boolean }
  | { readonly t: 'sign-in'; readonly console: number; readonly gateway: string; readonly token: string };

/** What one console says. */
export type FromConsole = Exclude<FromConsoles, { readonly t: 'memory' }>;

/** Process of consoles -> harness. */
export type FromConsoles =
  /** Alarm ids that reached a window, each once per life of the process. */
  | { readonly t: 'seen'; readonly console: number; readonly ids: readonly string[] }
  /** A browser may open this console here, once. */
  | { readonly t: 'page'; readonly console: number; readonly url: string }
  | { readonly t: 'notified'; readonly console: number; readonly id: string }
  /** Resident set of the whole process, bytes. */
  | { readonly t: 'memory'; readonly rss: number }
  | {
      readonly t: 'sample';
      readonly console: number;
      /** As the window was last told. */
      readonly phase: LinkPhase | null;
      readonly reason: string | null;
      /** Feed time as a window reckons it, minus this computer's wall time, ms; null before a clock came. */
      readonly feedError: number | null;
      /** End of the newest minute that a series tells of, minus the feed time as a window reckons it, ms; null before either came. */
      readonly minuteAhead: number | null;
      readonly counters: Readonly<Record<string, number>>;
    };
