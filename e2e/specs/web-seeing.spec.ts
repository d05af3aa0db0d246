import { expect, test } from '../support/fixtures.ts';
import { apartShare, leastApart, type Picture } from '../support/seeing/apart.ts';
import { openMarks, type MarksPage, type Row } from '../support/seeing/marks-page.ts';
import { SIGHTS } from '../support/seeing/vision.ts';

/** Of what is drawn in either of two marks, at least this share differs at a glance, whichever eyes look. */
const LEAST = 0.25;
/** Of one mark drawn in two ways, the share that may differ: smoothed edges do. */
const EDGES = 0.4;
const ROWS = [
  'list-panel',
  'list-selected',
  'priority-panel',
  'priority-selected',
  'map',
  'map-by-processor',
] as const;

/** One mark in two directions is one mark. */
const kind = (name: string): string => name.replace(/@\d+$/, '');
const sameKind = (a: string, b: string): boolean => kind(a) === kind(b);

test.describe('marks of status and priority stay apart, as they are painted', () => {
  let page: MarksPage | undefined;
  test.beforeAll(async () => {
    page = await openMarks();
  });
  test.afterAll(() => page?.close());

  const opened = (): MarksPage => {
    if (page === undefined) throw new Error('the page of marks is not open');
    return page;
  };
  const rowOf = (rows: ReadonlyMap<string, Row>, name: string): Row => {
    const row = rows.get(name);
    if (row === undefined) throw new Error(`no row ${name}`);
    return row;
  };

  for (const theme of ['dark', 'light', 'contrast'])
    test(`${theme}: each pair, to five kinds of eyes`, async () => {
      const info = test.info();
      const { rows, png } = await opened().painted(theme);
      await info.attach(`marks-${theme}`, { body: png, contentType: 'image/png' });
      const lines: string[] = [];
      for (const name of ROWS) {
        const { marks, ground } = rowOf(rows, name);
        const all = new Map([...marks, ['nothing', ground]]);
        expect(marks.size).toBeGreaterThanOrEqual(3);
        for (const sight of SIGHTS) {
          const { pair, share } = leastApart(all, ground, sight, sameKind);
          lines.push(`${name}, ${sight}: ${(share * 100).toFixed(0)} % of ${pair}`);
          expect.soft(share, `${theme}, ${name}, ${sight}: ${pair}`).toBeGreaterThanOrEqual(LEAST);
        }
      }
      info.annotations.push({ type: 'least apart', description: lines.join('\n') });
    });

  test('the processor draws what the graphics card draws, edges apart', async () => {
    const { rows } = await opened().painted('dark');
    const [card, processor] = [rowOf(rows, 'map'), rowOf(rows, 'map-by-processor')];
    const shares = [...card.marks].map(([name, picture]): [string, number] => [
      name,
      apartShare(picture, processor.marks.get(name) as Picture, card.ground, 'full'),
    ]);
    for (const [name, share] of shares) expect.soft(share, name).toBeLessThan(EDGES);
    // What counts as the same is not what any two marks are.
    const [north, east] = ['on-time@0', 'on-time@90'].map((name) => card.marks.get(name)) as [
      Picture,
      Picture,
    ];
    expect(apartShare(north, east, card.ground, 'full')).toBeGreaterThan(EDGES);
  });

  test('one shape in red and olive is found: apart to full sight, one mark without green', async () => {
    const { marks, ground } = rowOf((await opened().painted('dark')).rows, 'confusable');
    const [red, olive] = ['red', 'olive'].map((name) => marks.get(name)) as [Picture, Picture];
    expect(apartShare(red, olive, ground, 'full')).toBeGreaterThanOrEqual(LEAST);
    expect(apartShare(red, olive, ground, 'deuteranopia')).toBeLessThan(LEAST);
    expect(leastApart(marks, ground, 'deuteranopia')).toMatchObject({ pair: 'red / olive' });
  });
});
