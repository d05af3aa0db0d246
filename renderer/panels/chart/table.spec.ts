import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, fileName, headed, isoTime } from '../../ui/saving/csv.ts';
import { distribution } from './histogram.ts';
import { SeriesRing } from './ring/series-ring.ts';
import { binTable, seriesTable } from './table.ts';

describe('csv', () => {
  it('is read back by another reader, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme' }).map((s) => s.replace(/^[=+\-@\t\r]+/, ''));
    const row = fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }), text);
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const read = parse(csv(['a', 'b, "c"', 'd'], rows), { record_delimiter: '\r\n' }) as string[][];
        expect(read[0]).toEqual(['a', 'b, "c"', 'd']);
        expect(read.slice(1)).toEqual(rows.map((cells) => cells.map(String)));
      }),
    );
  });

  it('ends each row with CRLF, leaves unknown empty and runs nothing in a spreadsheet', () => {
    expect(csv(['x'], [[null], [Infinity], ['=1+1']])).toBe("x\r\n\r\n\r\n'=1+1\r\n");
  });
});

describe('a table', () => {
  it('has a row for each time of any series, its unit in the head', () => {
    const rings = [new SeriesRing(8), new SeriesRing(8)];
    rings[0]?.append({ at: 0, value: 91.5, low: 90, high: null });
    rings[0]?.append({ at: 60_000, value: 92, low: 90, high: 94 });
    rings[1]?.append({ at: 60_000, value: 7, low: null, high: null });
    rings[1]?.append({ at: 120_000, value: 8, low: null, high: null });
    const named = ([a, b]: SeriesRing[]) => [
      { name: 'on-time-share', unit: '%', ring: a as SeriesRing, banded: true },
      { name: 'late-routes', unit: '', ring: b as SeriesRing, banded: false },
    ];
    expect(seriesTable(named(rings), 0, 120_001)).toEqual({
      header: [
        'time (UTC)',
        'on-time-share (%)',
        'on-time-share usual low (%)',
        'on-time-share usual high (%)',
        'late-routes',
      ],
      rows: [
        ['1970-01-01T00:00:00.000Z', 91.5, 90, null, null],
        ['1970-01-01T00:01:00.000Z', 92, 90, 94, 7],
        ['1970-01-01T00:02:00.000Z', null, null, null, 8],
      ],
    });
    expect(seriesTable(named(rings), 60_000, 60_001).rows).toHaveLength(1);
  });

  it('of a distribution has a row for each bin', () => {
    const { header, rows } = binTable(distribution([{ phase: 'en-route', adherence: 601, late: true }], 300));
    expect(header).toEqual(['adherence from (s)', 'adherence to (s)', 'routes on time', 'routes late']);
    expect(rows.find(([, , , late]) => late === 1)).toEqual([600, 660, 0, 1]);
  });
});

describe('names', () => {
  it('are safe for a file, and say units', () => {
    expect(fileName('x/../../cold box', Date.UTC(2026, 9, 16, 18, 2), 'csv')).toBe(
      'routewatch-x-cold-box-2026-10-16T1802Z.csv',
    );
    expect([headed('a', ''), headed('a', '%')]).toEqual(['a', 'a (%)']);
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
