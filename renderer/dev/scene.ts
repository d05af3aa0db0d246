import type { LinkState, SharedState } from '../../contract/bridge.ts';
import type { Mood } from './overview.ts';

/** What the window is to look like. */
export interface Scene {
  readonly routes: number;
  readonly seed: number;
  readonly phase: LinkState['phase'];
  readonly shared: Partial<SharedState>;
  /** How many gaps this console came back from. */
  readonly gaps?: number;
  /** How the alarms are; absent: busy. */
  readonly mood?: Mood;
  /** Something was refused, something waits. */
  readonly acts?: boolean;
  /** Which window of the desk this is. */
  readonly windowId: string;
  /** A call that is refused. */
  readonly fails?: string | null;
  /** Nothing moves: for pictures. */
  readonly still: boolean;
}
