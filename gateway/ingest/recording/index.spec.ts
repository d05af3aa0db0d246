import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedMs } from '../../../contract/time.ts';
import { createRecording, type RecordingOptions } from './index.ts';

const POSITIONS = 'vehicle_id,timestamp,speed,route_id,trip_id,latitude,longitude,trip_headsign';
let folder: string;
let files: RecordingOptions;

const write = (name: string, lines: readonly string[], zip = false): string => {
  const file = join(folder, name);
  writeFileSync(file, zip ? gzipSync(lines.join('\n')) : lines.join('\n'));
  return file;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  files = {
    positions: write(
      'positions.csv.gz',
      [
        POSITIONS,
        'v1,2015-03-07T00:12:00-06:00,0.0,7,t1,30.21,-97.71,NORTHBOUND',
        'v1,2015-03-07T00:10:00-06:00,,7,t1,30.2,-97.7,NORTHBOUND',
        'v2,yesterday,0,7,t1,30.2,-97.7,N',
        'v2,2015-03-07T00:10:00-06:00,0,7,t1,95,-97.7,N',
        ',2015-03-07T00:10:00-06:00,0,7,t1,30.2,-97.7,N',
        'v3,2015-03-08T08:00:00-06:00,4.5,7,t2,30.2,-97.7,7-South',
        'short',
      ],
      true,
    ),
    schedule: write('schedule.csv', [
      'trip_id,arrival_time,stop_id,sunday',
      't1,24:15:00,b,1',
      't1,24:05:00,a,1',
      't1,24:75:00,a,1',
      't1,24:20:00,nowhere,1',
      't2,8:00:00,a,1',
      't9,8:00:00,a,1',
    ]),
    stops: write('stops.csv', [
      'stop_id,stop_name,stop_lat,stop_lon',
      'a,"A, first",30.2,-97.7',
      'b,B,30.22,-97.72',
    ]),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('createRecording', () => {
  it('plans a trip past midnight on the service day before', () => {
    const source = createRecording(files);
    const plans = source
      .advance(source.end)
      .flatMap((record) => (record.kind === 'plan' ? [record.plan] : []));
    expect(plans.map((plan) => plan.id)).toEqual(['t1', 't2']);
    expect(plans[0]).toMatchObject({ vehicleId: 'v1', depot: '7 NORTHBOUND', driver: null, shape: null });
    expect(plans[0]?.stops.map((stop) => [stop.name, new Date(stop.arrival).toISOString()])).toEqual([
      ['A, first', '2015-03-07T06:05:00.000Z'],
      ['B', '2015-03-07T06:15:00.000Z'],
    ]);
    expect(plans[1]?.depot).toBe('7-South');
  });

  it('hands out records once, in order, up to the moment asked for', () => {
    const source = createRecording(files);
    const first = source.advance(feedMs(source.start + 60_000));
    expect(first.map((record) => record.kind)).toEqual(['plan', 'position']);
    expect(first[1]).toMatchObject({ position: { routeId: 't1', speed: null, lat: 30.2 } });
    const rest = source.advance(source.end);
    expect(rest.map((record) => record.kind)).toEqual(['position', 'plan', 'position']);
    expect(source.advance(source.end)).toEqual([]);
  });

  it('counts what it cannot use', () => {
    expect(Object.fromEntries(createRecording({ ...files, date: '2015-03-07' }).rejected)).toEqual({
      'position with a wrong timestamp': 1,
      'position with a wrong place': 1,
      'position without vehicle_id': 1,
      'position without trip_id': 1,
      'position of another day': 1,
      'schedule row with a wrong arrival_time': 1,
      'schedule row with an unknown stop': 1,
    });
  });

  it('says which file lacks what', () => {
    const stops = write('other.csv', ['stop,lat', 'a,1']);
    expect(() => createRecording({ ...files, stops })).toThrow(
      /other\.csv: no column stop_id; it has stop,lat/,
    );
    expect(() => createRecording({ ...files, date: '2020-01-01' })).toThrow(
      /no usable position on 2020-01-01; it has 2015-03-07, 2015-03-08/,
    );
  });
});
