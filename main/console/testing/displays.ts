import type { DeskWindow, DisplayIdentity, Rect } from '../../../contract/layout/types.ts';
import type { Display, Displays } from '../ports.ts';

/** A monitor with a task bar of 40 at its lower edge. */
export function aDisplay(
  id: string,
  [x, y, width, height]: readonly [number, number, number, number],
  part: Partial<DisplayIdentity> = {},
): Display {
  const bounds = { x, y, width, height };
  return {
    identity: { id, label: `Monitor ${id}`, bounds, scale: 1, internal: false, ...part },
    workArea: { ...bounds, height: height - 40 },
  };
}

export function aWindow(id: string, bounds: Rect | null, display: Display | null): DeskWindow {
  return { id, root: null, bounds, state: 'normal', display: display?.identity ?? null };
}

/** Displays that a test plugs and pulls. */
export class TestDisplays implements Displays {
  #now: readonly Display[];
  readonly #listeners = new Set<() => void>();

  constructor(now: readonly Display[] = []) {
    this.#now = now;
  }
  list(): readonly Display[] {
    return this.#now;
  }
  onChange(changed: () => void) {
    this.#listeners.add(changed);
    return { dispose: () => void this.#listeners.delete(changed) };
  }
  get listeners(): number {
    return this.#listeners.size;
  }
  /** `told`: some systems move windows before they say that a display is gone. */
  become(now: readonly Display[], told = true): void {
    this.#now = now;
    if (told) for (const listener of [...this.#listeners]) listener();
  }
}
