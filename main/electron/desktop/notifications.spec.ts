import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../../console/ports.ts';
import { MOST, nativeNotifications, type NativeNotification } from './notifications.ts';

function setup({ supported = true, throws = false } = {}) {
  const timers = new Set<() => void>();
  const clock: Clock = {
    now: () => wallMs(0),
    elapsed: () => 0,
    after: (_ms, run) => {
      timers.add(run);
      return { dispose: () => void timers.delete(run) };
    },
  };
  const logged = vi.fn();
  const made: (EventEmitter & { show: () => void; close: ReturnType<typeof vi.fn> })[] = [];
  const notifications = nativeNotifications(
    {
      isSupported: () => supported,
      create: () => {
        if (throws) throw new Error('no notification daemon');
        const one = Object.assign(new EventEmitter(), { show: vi.fn(), close: vi.fn() });
        made.push(one);
        return one as unknown as NativeNotification;
      },
    },
    clock,
    { debug: vi.fn(), info: logged, warn: vi.fn(), error: vi.fn() },
  );
  const outcomes: NotificationOutcome[] = [];
  const show = (id = 'a'): void =>
    notifications.show({ id, title: 'Late', body: 'R1', urgent: true }, (outcome) => outcomes.push(outcome));
  return { logged, notifications, made, outcomes, show, timers };
}

test('shown, then clicked; nothing after that', () => {
  const { made, outcomes, show, timers } = setup();
  show();
  made[0]?.emit('show');
  expect(timers.size).toBe(0);
  made[0]?.emit('click');
  made[0]?.emit('close');
  expect(outcomes).toEqual(['shown', 'clicked']);
});

test('each outcome is in the log, so that a missed alarm can be explained', () => {
  const { made, logged, show } = setup();
  show();
  made[0]?.emit('show');
  expect(logged).toHaveBeenCalledWith('notification', { id: 'a', title: 'Late', outcome: 'shown' });
});

test('unsupported and refused are outcomes', () => {
  const without = setup({ supported: false });
  without.show();
  expect(without.outcomes).toEqual(['unsupported']);
  expect(without.notifications.supported()).toBe('unsupported');
  const refused = setup({ throws: true });
  refused.show();
  expect(refused.outcomes).toEqual(['failed']);
});

test('no proof in time is a failure, and it is taken back', () => {
  const { outcomes, show, timers, made } = setup();
  show();
  [...timers].forEach((run) => run());
  expect(outcomes).toEqual(['failed']);
  expect(made[0]?.close).toHaveBeenCalledOnce();
});

test('the same id replaces without an outcome of the old one', () => {
  const { made, outcomes, show } = setup();
  show();
  show();
  expect(made[0]?.close).toHaveBeenCalledOnce();
  made[0]?.emit('close');
  made[1]?.emit('show');
  expect(outcomes).toEqual(['shown']);
});

test('dismissing takes it off, an unknown id is ignored', () => {
  const { notifications, made, show } = setup();
  show();
  notifications.dismiss('other');
  expect(made[0]?.close).not.toHaveBeenCalled();
  notifications.dismiss('a');
  expect(made[0]?.close).toHaveBeenCalledOnce();
});

test('the system\u2019s reason comes with a failure, a button with what it asks for', () => {
  const { made, notifications, show, logged } = setup();
  show();
  made[0]?.emit('failed', {}, 'Notifications are not allowed for this application');
  expect(logged).toHaveBeenLastCalledWith(
    'notification',
    expect.objectContaining({
      outcome: 'failed',
      detail: 'Notifications are not allowed for this application',
    }),
  );
  const told: unknown[] = [];
  notifications.show({ id: 'b', title: '', body: '', urgent: false, actions: true }, (...one) =>
    told.push(one),
  );
  made[1]?.emit('action', {}, 1);
  expect(told).toEqual([['clicked', { action: 'acknowledge' }]]);
});

test('is bounded: the oldest goes', () => {
  const { made, show, notifications, timers } = setup();
  for (let i = 0; i <= MOST; i++) show(`id-${i}`);
  expect(made.filter((one) => one.close.mock.calls.length > 0)).toEqual([made[0]]);
  notifications.dispose();
  expect(made.every((one) => one.close.mock.calls.length === 1)).toBe(true);
  expect(timers.size).toBe(0);
});
