import type { ConsoleMessage, Page } from '@playwright/test';

export interface Problems {
  /** Everything seen so far; CSP violations come as console errors. */
  readonly seen: readonly string[];
  /** A spec that provokes one says which; it is then no failure. */
  expect(pattern: RegExp): void;
}

export interface WatchedProblems extends Problems {
  unexpected(): string[];
  /** Another window of the same console. */
  watch(page: Page): void;
}

/** Console errors, uncaught exceptions and CSP violations of a page: each is a failure unless it was announced. */
export function watchProblems(first: Page): WatchedProblems {
  const seen: string[] = [];
  const expected: RegExp[] = [];
  const watched = new Set<Page>();
  const watch = (page: Page): void => {
    if (watched.has(page)) return;
    watched.add(page);
    page.on('pageerror', (error) => seen.push(`exception: ${error.stack ?? error.message}`));
    page.on('console', (message: ConsoleMessage) => {
      const text = message.text();
      if (message.type() === 'error' || /Content Security Policy/i.test(text))
        seen.push(`${message.type()}: ${text}`);
    });
    page.on('crash', () => seen.push('the page crashed'));
  };
  watch(first);
  return {
    seen,
    expect: (pattern) => void expected.push(pattern),
    unexpected: () => seen.filter((text) => !expected.some((pattern) => pattern.test(text))),
    watch,
  };
}
