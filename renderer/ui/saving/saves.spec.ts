import { describe, expect, it } from 'vitest';
import { Saves, type SaveSource } from './saves.ts';

function rig() {
  const files: { name: string; blob: Blob }[] = [];
  const saver = {
    save: (name: string, blob: Blob) => void files.push({ name, blob }),
    dispose: () => undefined,
  };
  const drawn = new Blob(['drawn']);
  const saves = new Saves({
    saver: saver as never,
    now: () => Date.UTC(2026, 9, 16, 18, 2),
    pictureOf: (panel) => Promise.resolve(panel === 'board' ? drawn : null),
  });
  return { saves, files, drawn };
}
const source = (rows: (string | number | null)[][]): SaveSource => ({
  name: () => 'routes',
  table: () => ({ header: ['route', 'late (s)'], rows }),
});

describe('saving a panel', () => {
  it('as CSV is what the panel offers at that moment, named by feed time', async () => {
    const { saves, files } = rig();
    saves.offer(
      'board',
      source([
        ['1', 300],
        ['2', null],
      ]),
    );
    await saves.save('csv', 'board');
    expect(files[0]?.name).toBe('routewatch-routes-2026-10-16T1802Z.csv');
    expect(await files[0]?.blob.text()).toBe('route,late (s)\r\n1,300\r\n2,\r\n');
    expect(saves.notice).toEqual({ ok: true, file: files[0]?.name, rows: 2 });
  });

  it('says so where there is nothing, or nobody offers', async () => {
    const { saves, files } = rig();
    const offered = saves.offer('board', source([]));
    await saves.save('csv', 'board');
    offered.dispose();
    await saves.save('csv', 'alarms');
    expect([files, saves.notice]).toEqual([[], { ok: false, why: 'nothing' }]);
  });

  it('as PNG is the panel\u2019s own picture, else the panel as it is drawn', async () => {
    const { saves, files, drawn } = rig();
    const own = new Blob(['own']);
    saves.offer('map', { ...source([]), picture: () => Promise.resolve(own) });
    for (const panel of ['map', 'board', 'alarms'] as const) await saves.save('png', panel);
    expect(files.map(({ blob }) => blob)).toEqual([own, drawn]);
    expect(saves.notice).toEqual({ ok: false, why: 'picture' });
  });
});
