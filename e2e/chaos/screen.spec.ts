import { expect, it } from 'vitest';
import type { FrameBody } from '../../contract/bridge.ts';
import { alarmsIn } from './screen.ts';

const ID = '0d4a0f66-0000-4000-8000-000000000000';
const alarm = { id: ID, raisedAt: 1 };
const frame = (body: object): FrameBody => body as FrameBody;

it('takes an alarm as told where its content stands: in the table, or in what a gap missed', () => {
  expect(alarmsIn(frame({ alarms: { full: false, rows: [[ID, alarm]] } }))).toEqual([ID]);
  expect(alarmsIn(frame({ reconcile: [{ alarms: [alarm] }] }))).toEqual([ID]);
});

it.each([
  ['a row that goes', { alarms: { full: false, rows: [[ID, null]] } }],
  ['a change of what is not there', { alarms: { full: false, rows: [[ID, { acknowledged: true }]] } }],
  ['a sound', { annunciation: { unanswered: { alarm } } }],
  ['a panel', { desk: { windows: [{ focus: ID }] } }],
  ['an overview', { overview: { standing: [ID] } }],
  ['the shared state', { shared: { focusAlarm: ID } }],
])('takes no id as told that stands in %s', (_what, body) => {
  expect(alarmsIn(frame(body))).toEqual([]);
});
