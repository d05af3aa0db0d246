import { expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { streetPlan } from './drive.fixture.ts';
import { createPresentDelayModel } from './eta/model.ts';
import { DEFAULT_LIMITS } from './options.ts';
import { republish } from './publish.ts';
import { Run } from './run.ts';

const state = new Run(streetPlan(), DEFAULT_LIMITS, createPresentDelayModel()).state();
const published = { ...state, adherence: 100, nextEta: feedMs(1_000_000) };

it.each([
  ['adherence that wavers', { adherence: 119 }, false],
  ['adherence that moved', { adherence: 120 }, true],
  ['an ETA that wavers', { nextEta: feedMs(1_029_000) }, false],
  ['an ETA that moved', { nextEta: feedMs(1_030_000) }, true],
  ['a flip of late', { adherence: 101, late: true }, true],
  ['a condition', { conditions: ['silent' as const] }, true],
  ['first evidence', { adherence: null }, true],
])('%s', (_, change, told) => {
  const fresh = { ...published, ...change };
  expect(republish(published, fresh)).toBe(told ? fresh : published);
});
