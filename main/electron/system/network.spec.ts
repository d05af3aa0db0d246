import { expect, test, vi } from 'vitest';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../../console/ports.ts';
import { watchNetwork } from './network.ts';

function setup() {
  let next: (() => void) | null = null;
  const clock: Clock = {
    now: () => wallMs(0),
    elapsed: () => 0,
    after: (_ms, run) => {
      next = run;
      return { dispose: () => void (next = null) };
    },
  };
  const network = { online: true, addresses: '10.0.0.2' };
  const changed = vi.fn();
  const watch = watchNetwork(clock, () => ({ ...network }), changed);
  const look = (): void => next?.();
  return { network, changed, watch, look, pending: () => next !== null };
}

test('the same network says nothing', () => {
  const { look, changed } = setup();
  look();
  look();
  expect(changed).not.toHaveBeenCalled();
});

test('gone says nothing, back says so once', () => {
  const { look, changed, network } = setup();
  network.online = false;
  look();
  expect(changed).not.toHaveBeenCalled();
  network.online = true;
  look();
  look();
  expect(changed).toHaveBeenCalledOnce();
});

test('another address is another network', () => {
  const { look, changed, network } = setup();
  network.addresses = '192.168.1.7';
  look();
  expect(changed).toHaveBeenCalledOnce();
});

test('leaves no timer', () => {
  const { watch, look, pending } = setup();
  look();
  expect(pending()).toBe(true);
  watch.dispose();
  expect(pending()).toBe(false);
});
