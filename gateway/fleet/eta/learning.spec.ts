import { describe, expect, it } from 'vitest';
import type { RoutePlan } from '../../../contract/fleet.ts';
import { START, streetPlan } from '../drive.fixture.ts';
import { createLearningModel } from './learning.ts';
import { RunningQuantile } from './quantile.ts';
import { Regression } from './regression.ts';
import { Pace } from './pace.ts';

/** A day on which every leg takes 30 s longer than planned, told to the model stop by stop. */
function teach(model: ReturnType<typeof createLearningModel>, plan: RoutePlan): void {
  let before: { arrived: number; departed: number } | null = null;
  for (const [i, stop] of plan.stops.entries()) {
    const arrived = stop.arrival + i * 30_000;
    model.reached({ plan, stop: i, arrived, before });
    before = { arrived, departed: arrived + stop.service * 1_000 };
    const delay = i * 30;
    model.observe({ plan, now: before.departed, next: i + 1, here: null, delay, lastDelay: delay });
  }
}

describe('the learning model', () => {
  const present = (plan: RoutePlan) => ({ plan, now: START, next: 0, here: null, delay: 0, lastDelay: 0 });

  it('begins as plan plus delay', () => {
    const plan = streetPlan();
    const first = createLearningModel().forecast(present(plan))[0];
    expect(Math.abs((first?.eta ?? 0) - (plan.stops[0]?.arrival ?? 0))).toBeLessThan(5_000);
  });

  it('learns what the legs really take, from routes that were driven before', () => {
    const model = createLearningModel();
    for (let day = 0; day < 20; day++) {
      const plan = { ...streetPlan({ stops: 20 }), id: `r${day}` };
      teach(model, plan);
      model.forget(plan.id);
    }
    const plan = { ...streetPlan({ stops: 20 }), id: 'today' };
    const forecasts = model.forecast(present(plan));
    const beyondPlan = ((forecasts[10]?.eta ?? 0) - (plan.stops[10]?.arrival ?? 0)) / 1_000;
    expect(beyondPlan).toBeGreaterThan(150);
    expect(beyondPlan).toBeLessThan(450);
  });

  it('never forecasts the past, nor a stop before the one before it', () => {
    const plan = streetPlan({ stops: 10 });
    const now = START + 3_600_000;
    const forecasts = createLearningModel().forecast({ ...present(plan), now, delay: -3_000 });
    expect(forecasts).toHaveLength(10);
    for (const [i, { eta }] of forecasts.entries())
      expect(eta).toBeGreaterThanOrEqual(forecasts[i - 1]?.eta ?? now);
  });
});

describe('its parts', () => {
  it('the regression finds the weights of clean data', () => {
    const regression = new Regression([0, 0], [1, 1], 0.1);
    for (let i = 0; i < 500; i++) {
      const x = Math.sin(i);
      regression.learn([1, x], 0.2 + 0.7 * x, 1);
    }
    expect(regression.predict([1, 1])).toBeCloseTo(0.9, 2);
  });

  it('the quantile finds the fifth that is above it', () => {
    const quantile = new RunningQuantile(0.8, 10);
    for (let i = 0; i < 20_000; i++) quantile.add((i * 7_919) % 100);
    expect(quantile.value).toBeGreaterThan(70);
    expect(quantile.value).toBeLessThan(90);
  });

  it('the pace forgets, and one jam does not speak for all', () => {
    const pace = new Pace(600, 600);
    pace.add(0, 60, 100_000);
    expect(pace.ratio).toBeLessThan(1.5);
    for (let i = 1; i <= 100; i++) pace.add(i * 60_000, 60, 60);
    expect(pace.ratio).toBeCloseTo(1, 2);
  });
});
