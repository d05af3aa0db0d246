import type { Page } from '@playwright/test';

/** In the page: when the key came, and when what it asked for was on the screen. */
interface Probe {
  /** The next key starts the time; it ends behind the paint of the first frame in which `sign` is another. */
  arm(sign: string): void;
  /** Milliseconds, null while it is under way. */
  took: number | null;
}

/** What each sign reads from the document: a key is answered when it reads otherwise. */
function install(): void {
  const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
  const attribute = (selector: string, name: string): string =>
    document.querySelector(selector)?.getAttribute(name) ?? '';
  const board = '[data-testid=board]';
  const signs: Readonly<Record<string, () => string>> = {
    cursor: () => attribute(board, 'aria-activedescendant'),
    selection: () => /\d+/.exec(text('[data-testid=route-card]'))?.[0] ?? '',
    palette: () => String(document.querySelectorAll('[data-testid=palette] [role=option]').length > 0),
    listing: () => text('[data-testid=palette] [role=listbox]'),
    rows: () => attribute(board, 'aria-rowcount'),
    route: () => String(document.querySelector('[data-testid=panel-route]') !== null),
    given: () => String(document.querySelectorAll('[data-alarm][data-pending]').length),
    alarms: () =>
      [...document.querySelectorAll('[data-alarm]')]
        .map((row) => `${row.getAttribute('data-alarm') ?? ''} ${row.getAttribute('data-state') ?? ''}`)
        .join(),
  };
  const probe: Probe & { sign: string; before: string; since: number | null } = {
    took: null,
    sign: '',
    before: '',
    since: null,
    arm(sign) {
      Object.assign(probe, { sign, before: signs[sign]?.() ?? '', since: null, took: null });
    },
  };
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (probe.since !== null && probe.took === null) probe.took = performance.now() - probe.since;
  };
  const look = (): void => {
    if (probe.since === null || probe.took !== null) return;
    // The task behind the animation frame runs when its paint is committed.
    if (signs[probe.sign]?.() !== probe.before) painted.port2.postMessage(null);
    else requestAnimationFrame(look);
  };
  window.addEventListener(
    'keydown',
    (event) => {
      if (probe.since !== null || ['Control', 'Shift', 'Alt'].includes(event.key)) return;
      probe.since = event.timeStamp;
      requestAnimationFrame(look);
    },
    { capture: true },
  );
  Object.assign(window, { probe });
}

const LOST_MS = 3_000;
export type Sign = 'cursor' | 'selection' | 'palette' | 'listing' | 'rows' | 'route' | 'given' | 'alarms';

/** Presses keys in the page and says after how many milliseconds the answer was painted, counted from the key's own time stamp. */
export class KeyProbe {
  static readonly install = install;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Infinity where nothing came of the key in 3 s. */
  async press(key: string, sign: Sign): Promise<number> {
    const page = this.#page;
    await page.evaluate((what) => (window as unknown as { probe: Probe }).probe.arm(what), sign);
    await page.keyboard.press(key);
    try {
      const took = await page.waitForFunction(
        () => (window as unknown as { probe: Probe }).probe.took,
        undefined,
        { timeout: LOST_MS, polling: 20 },
      );
      return (await took.jsonValue()) ?? Infinity;
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return Infinity;
      throw error;
    }
  }
}
