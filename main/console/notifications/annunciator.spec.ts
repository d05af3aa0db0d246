import { expect, test } from 'vitest';
import type { Alarm } from '../../../contract/alarm.ts';
import type { Annunciation } from '../../../contract/annunciation.ts';
import { wallMs } from '../../../contract/time.ts';
import { FakeClock } from '../testing/clock.ts';
import { anAlarm } from '../testing/values.ts';
import { ANSWER_MS, Annunciator, SHOWN_MS, SILENCE_MS } from './annunciator.ts';
import { FloodWatch, WINDOW_MS } from './flood.ts';

function rig({ sounds = true } = {}) {
  const clock = new FakeClock();
  const flood = new FloodWatch();
  const alarms = new Map<string, Alarm>();
  const said: Annunciation[] = [];
  const attention: boolean[] = [];
  const annunciator = new Annunciator({
    clock,
    flood,
    alarms: () => alarms,
    voice: () => 'running',
    test: () => null,
    sounds: () => sounds,
    publish: (annunciation) => void said.push(annunciation),
    attention: (on) => void attention.push(on),
  });
  const come = (id: string, part: Partial<Alarm> = {}): void => {
    alarms.set(id, anAlarm(id, part));
    annunciator.changed([id]);
    annunciator.look();
  };
  return { clock, flood, alarms, said, attention, annunciator, come, now: () => said.at(-1) };
}
const act = { by: 'desk-2', console: null, at: wallMs(1_700_000_000_000) };

test('the most urgent unanswered alarm sounds, and nothing once all are answered', () => {
  const { come, now } = rig();
  come('c', { priority: 3 });
  expect(now()?.sound?.name).toBe('p3');
  come('a', { priority: 1 });
  expect(now()?.sound).toEqual({ name: 'p1', serial: 2 });
  come('a', { priority: 1, acknowledged: true });
  expect(now()?.sound?.name).toBe('p3');
  come('c', { priority: 3, claim: act });
  expect(now()?.sound).toBeNull();
});

test('what is shelved is not annunciated', () => {
  const { come, said } = rig();
  come('a', { priority: 1, suppression: { ...act, kind: 'shelved', until: null, reason: 'works' } });
  expect(said.map(({ sound }) => sound)).toEqual([null]);
});

test('what stood when the gateway began is said and has no siren of its own, but for priority 1', () => {
  const { come, now, clock } = rig();
  come('b', { priority: 2, stood: true });
  clock.advance(ANSWER_MS[2]);
  expect(now()).toMatchObject({ sound: { name: 'p2' }, unanswered: { why: 'not-answered' } });
  come('a', { priority: 1, stood: true });
  clock.advance(ANSWER_MS[1]);
  expect(now()).toMatchObject({ sound: { name: 'siren' }, unanswered: { alarm: { id: 'a' } } });
});

test('silence is no acknowledgement: it ends by itself, a new alarm breaks it, and the banner stays', () => {
  const { come, now, annunciator, clock } = rig();
  come('a', { priority: 1 });
  annunciator.silence();
  expect(now()).toMatchObject({ sound: null, silenced: 1 });
  come('b', { priority: 2 });
  expect(now()).toMatchObject({ sound: { name: 'p2' }, silenced: 1 });
  annunciator.silence();
  clock.advance(ANSWER_MS[1]);
  expect(now()).toMatchObject({ sound: null, unanswered: { why: 'not-answered', count: 1 } });
  clock.advance(SILENCE_MS[1] - ANSWER_MS[1]);
  expect(now()).toMatchObject({ sound: { name: 'siren' }, silenced: 1 });
});

test('each priority has its time; then banner and siren, the least urgent without a siren', () => {
  for (const priority of [1, 2, 3] as const) {
    const { come, now, clock, attention } = rig();
    come('a', { priority });
    clock.advance(ANSWER_MS[priority] - 1);
    expect(now()?.unanswered).toBeNull();
    clock.advance(1);
    expect(now()?.unanswered).toMatchObject({ alarm: { id: 'a' }, why: 'not-answered' });
    expect(now()?.sound?.name).toBe(priority === 3 ? 'p3' : 'siren');
    expect(attention).toEqual([true]);
    come('a', { priority, acknowledged: true });
    expect(now()?.unanswered).toBeNull();
    expect(attention).toEqual([true, false]);
  }
});

test.each(['failed', 'unsupported', 'denied', 'do-not-disturb'] as const)(
  'a notification that is %s calls at once, and is called off when another try is shown',
  (outcome) => {
    const { come, now, annunciator } = rig();
    come('a', { priority: 2 });
    annunciator.asked(['a']);
    annunciator.outcome(['a'], outcome);
    expect(now()).toMatchObject({ unanswered: { why: 'not-shown', outcome }, sound: { name: 'siren' } });
    annunciator.asked(['a']);
    annunciator.outcome(['a'], 'shown');
    expect(now()).toMatchObject({ unanswered: null, sound: { name: 'p2' } });
  },
);

test('a system that says nothing has not shown it; one that was not asked owes nothing', () => {
  const { come, now, annunciator, clock } = rig();
  come('asked', { priority: 2 });
  come('stood before', { priority: 2 });
  annunciator.asked(['asked']);
  clock.advance(SHOWN_MS);
  expect(now()?.unanswered).toMatchObject({ alarm: { id: 'asked' }, outcome: null, count: 1 });
});

test('the most urgent is on the banner, of those the oldest; a return of the condition begins anew', () => {
  const { come, now, clock } = rig();
  come('b', { priority: 2 });
  clock.advance(1_000);
  come('a', { priority: 1 });
  come('a2', { priority: 1 });
  clock.advance(ANSWER_MS[2]);
  expect(now()?.unanswered).toMatchObject({ alarm: { id: 'a' }, count: 3 });
  come('a', { priority: 1, occurrence: 2 });
  expect(now()?.unanswered).toMatchObject({ alarm: { id: 'a2' }, count: 2 });
});

test('a wall shows and does not sound', () => {
  const { come, now, clock } = rig({ sounds: false });
  come('a', { priority: 1 });
  clock.advance(ANSWER_MS[1]);
  expect(now()).toMatchObject({ sound: null, unanswered: { count: 1 } });
});

test('a flood is said with what came first, and is over when fewer than five are left of it', () => {
  const { come, now, clock, flood, annunciator } = rig();
  for (let i = 0; i < 11; i += 1) {
    flood.came([anAlarm(`f${String(i)}`)], clock.elapsed());
    come(`f${String(i)}`);
    clock.advance(10_000);
  }
  expect(now()?.flood).toMatchObject({ count: 11, first: { id: 'f0' } });
  clock.advance(WINDOW_MS - 10_000 * 6);
  expect(now()?.flood).toMatchObject({ count: 5 });
  clock.advance(10_000);
  expect(now()?.flood).toBeNull();
  annunciator.dispose();
  expect(clock.pending).toBe(0);
});
