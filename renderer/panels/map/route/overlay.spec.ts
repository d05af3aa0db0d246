import { describe, expect, it } from 'vitest';
import { sampleDetail, sampleProgress } from '../dev/sample.ts';
import { detailBounds, routeOverlay } from './overlay.ts';

const kinds = (overlay: ReturnType<typeof routeOverlay>): string[] =>
  overlay.features.map(({ properties }) => properties.look ?? properties.kind);

describe('routeOverlay', () => {
  it('draws the way done and the way that remains, then the stops', () => {
    expect(kinds(routeOverlay(sampleDetail(), 1, '18:09'))).toEqual([
      'done',
      'remaining',
      'done',
      'next',
      'pending',
    ]);
  });

  it('labels the next stop alone', () => {
    const labels = routeOverlay(sampleDetail(), 1, '18:09').features.map(
      ({ properties }) => properties.label,
    );
    expect(labels.filter((label) => label !== undefined)).toEqual(['18:09']);
  });

  it('never draws straight legs as a planned way', () => {
    const detail = sampleDetail();
    const bare = { ...detail, along: null, plan: { ...detail.plan, shape: null } };
    expect(kinds(routeOverlay(bare, 1, ''))).toEqual(['leg-done', 'leg', 'done', 'next', 'pending']);
  });

  it('shows a stop that failed as one that failed', () => {
    const progress = [sampleProgress({ outcome: 'failed' }), sampleProgress(), sampleProgress()];
    expect(kinds(routeOverlay(sampleDetail({ progress }), 1, '')).slice(2)).toEqual([
      'failed',
      'next',
      'pending',
    ]);
  });

  it('joins all stops behind the vehicle once none remains', () => {
    const detail = sampleDetail();
    const progress = detail.progress.map(() => sampleProgress({ outcome: 'delivered' }));
    const done = { ...detail, progress, plan: { ...detail.plan, shape: null } };
    expect(kinds(routeOverlay(done, null, ''))).toEqual(['leg-done', 'done', 'done', 'done']);
  });
});

describe('detailBounds', () => {
  it('holds shape and stops', () => {
    expect(detailBounds(sampleDetail())).toEqual([0, 0, 0.01, 0.01]);
  });
});
