import type { FeedMs } from '../../contract/time.ts';
import { ValueStore } from './value.ts';

/** The time under the pointer, null for none; whatever shows time in this window marks it. */
export class HoverStore extends ValueStore<FeedMs | null> {
  constructor() {
    super(null);
  }

  override set(at: FeedMs | null): void {
    // A pointer says the same place many times over.
    if (at !== this.peek()) super.set(at);
  }
}
