import { chromium, type Browser, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LinkPhase } from '../../contract/bridge.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../support/chromium.ts';
import { BUNDLE } from './page-host.ts';

const DAY_S = 86_400;
/** What the badge is marked with; another mark is none of ours. */
const PHASES: readonly LinkPhase[] = [
  'idle',
  'signed-out',
  'connecting',
  'catching-up',
  'live',
  'stale',
  'waiting',
  'refused',
];
const READ_EVERY_MS = 150;

/** What stands on the screen. */
export interface Reading {
  readonly phase: LinkPhase | null;
  /** The feed clock, seconds of the day; null where none stands there. */
  readonly clock: number | null;
}

/** Why no console is judged by its pixels here; null where one can be. */
export function cannotPaint(): string | null {
  if (!existsSync(join(BUNDLE, 'index.html'))) return 'the renderer is not built: npm run build';
  return chromiumPath() === null ? 'no Chromium on this computer' : null;
}

/** A browser with one console's window, read about six times a second. */
export class Painted {
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #timer: NodeJS.Timeout;
  #reading: Reading = { phase: null, clock: null };
  #busy = false;
  #offset = 0;
  #opened: Promise<unknown> = Promise.resolve();
  reads = 0;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    this.#timer = setInterval(() => void this.#read(), READ_EVERY_MS);
  }

  static async launch(): Promise<Painted> {
    const browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: CHROMIUM_FLAGS });
    const context = await browser.newContext({
      timezoneId: 'UTC',
      locale: 'en-GB',
      viewport: { width: 1280, height: 720 },
    });
    const page = await context.newPage();
    // The console and its window share one computer, and so one clock that someone sets.
    await page.addInitScript(() => {
      const now = Date.now.bind(Date);
      const shared = globalThis as unknown as { chaosOffset?: number };
      Date.now = () => now() + (shared.chaosOffset ?? Number(sessionStorage.getItem('chaos') ?? 0));
    });
    return new Painted(browser, page);
  }

  /** What stood there when it was last looked at: a page that does not answer any more still shows it. */
  get reading(): Reading {
    return this.#reading;
  }

  open(url: string): void {
    this.#opened = this.#opened.then(() => this.#page.goto(url).catch(said));
  }

  /** Sets the page's wall clock so many ms ahead. */
  clock(offset: number): void {
    this.#offset = offset;
    this.#opened = this.#opened.then(() => this.#setClock().catch(said));
  }

  /** Seconds by which the clock on the screen is ahead of `now`, wall ms; null where none stands there. */
  ahead(now: number): number | null {
    const { clock } = this.#reading;
    if (clock === null) return null;
    const is = Math.floor(now / 1_000) % DAY_S;
    return ((((clock - is + DAY_S / 2) % DAY_S) + DAY_S) % DAY_S) - DAY_S / 2;
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#opened;
    await this.#browser.close();
  }

  async #setClock(): Promise<void> {
    await this.#page.evaluate((ms) => {
      (globalThis as unknown as { chaosOffset: number }).chaosOffset = ms;
      sessionStorage.setItem('chaos', String(ms));
    }, this.#offset);
  }

  async #read(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const [classes, clock] = await this.#page.evaluate(
        () =>
          new Promise<[string, string]>((resolve) => {
            // After a frame: what is read was drawn.
            requestAnimationFrame(() =>
              resolve([
                document.querySelector('[data-testid="link"]')?.closest('button')?.className ?? '',
                document.querySelector('[data-testid="clock"]')?.textContent ?? '',
              ]),
            );
          }),
      );
      const marks = classes.split(' ');
      const [hours, minutes, seconds] = clock.split(':').map(Number);
      const total = (hours ?? Number.NaN) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
      this.#reading = {
        phase: PHASES.find((phase) => marks.includes(phase)) ?? null,
        clock: Number.isFinite(total) ? total : null,
      };
      this.reads += 1;
    } catch (error) {
      // A page under way to its address has nothing on it; the next look is soon.
      said(error);
    } finally {
      this.#busy = false;
    }
  }
}

const UNDER_WAY = /context was destroyed|has been closed|navigation|ERR_|interrupted/i;
function said(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (!UNDER_WAY.test(message)) console.error('chaos: page', message);
}
