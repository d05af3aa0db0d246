import { ValueStore } from './value.ts';

/** Where the way from this window to its console stands. */
export interface HostLink {
  readonly state: 'connecting' | 'open' | 'waiting';
  /** Wall milliseconds of the next try, while waiting. */
  readonly nextTryAt: number | null;
  readonly reason: string | null;
}

export class HostStore extends ValueStore<HostLink> {
  constructor() {
    super({ state: 'connecting', nextTryAt: null, reason: null });
  }
}
