import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FIRST_CHART, type ChartView } from '../../../contract/chart.ts';
import { ViewKeeper } from './view-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const saved: ChartView = { names: ['late-routes'], range: { span: 3_600_000, end: 5_000_000 } };

it('begins with what was kept and follows other windows', () => {
  const keeper = new ViewKeeper(saved, () => Promise.resolve());
  expect(keeper.view).toEqual(saved);
  keeper.said({ ...saved, names: ['active-vans'] });
  expect(keeper.view.names).toEqual(['active-vans']);
});

it('saves a drag once in a while, and its end', async () => {
  const sent: ChartView[] = [];
  const keeper = new ViewKeeper(saved, (view) => Promise.resolve(sent.push(view)));
  for (let i = 0; i < 50; i += 1) {
    keeper.look({ span: 3_600_000, end: i });
    await vi.advanceTimersByTimeAsync(16);
  }
  await vi.advanceTimersByTimeAsync(300);
  expect(sent.length).toBeLessThan(6);
  expect(sent.at(-1)?.range.end).toBe(49);
});

it('is not thrown back by an older word of main, nor loses what a closing panel changed', async () => {
  const sent: ChartView[] = [];
  let answer = (): void => undefined;
  const keeper = new ViewKeeper(undefined, (view) => {
    sent.push(view);
    return new Promise<void>((resolve) => (answer = resolve));
  });
  keeper.choose('late-routes');
  keeper.said(FIRST_CHART);
  keeper.dispose();
  keeper.said(FIRST_CHART);
  expect([keeper.view.names, sent.length]).toEqual([['late-routes'], 1]);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  keeper.said(saved);
  expect(keeper.view).toEqual(saved);
});

it('adds each series once and never takes the plot away', () => {
  const keeper = new ViewKeeper(saved, () => Promise.resolve());
  keeper.add('active-vans');
  keeper.add('active-vans');
  keeper.remove('late-routes');
  expect(keeper.view.names).toEqual(['late-routes', 'active-vans']);
  keeper.remove('active-vans');
  expect(keeper.view).toEqual(saved);
});
