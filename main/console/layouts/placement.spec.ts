import { expect, test } from 'vitest';
import type { DeskWindow } from '../../../contract/layout/types.ts';
import type { Bounds, Display, WindowPlace } from '../ports.ts';
import { FakeClock } from '../testing/clock.ts';
import { aDisplay, aWindow, TestDisplays } from '../testing/displays.ts';
import { ARRIVES, Placement, SETTLES } from './placement.ts';

const primary = aDisplay('1', [0, 0, 1_920, 1_080]);
const right = aDisplay('2', [1_920, 0, 3_840, 2_160]);
const both = [primary, right];
const onRight = { x: 2_100, y: 100, width: 1_600, height: 1_000 };
const onPrimary = { x: 100, y: 100, width: 1_200, height: 800 };

function rig(windows: readonly DeskWindow[], now: readonly Display[]) {
  const clock = new FakeClock();
  const displays = new TestDisplays(now);
  let desk = windows;
  let asked: readonly WindowPlace[] = [];
  const placement = new Placement({
    clock,
    displays,
    windows: { show: () => undefined, reconcile: (places) => (asked = places) },
    desk: () => desk,
    title: ({ id }) => id,
    settled: (id, home) => {
      desk = desk.map((window) => (window.id === id ? { ...window, ...home } : window));
      placement.show();
    },
  });
  placement.start();
  const at = (id: string) => asked.find((place) => place.id === id) ?? expect.fail(`no ${id}`);
  return {
    clock,
    displays,
    placement,
    at,
    ids: () => asked.map(({ id }) => id),
    home: (id: string) => desk.find((window) => window.id === id) ?? expect.fail(`no ${id}`),
    become: (next: readonly DeskWindow[]) => {
      desk = next;
      placement.show();
    },
    /** As the host tells it once a window rests. */
    moves: (id: string, bounds: Bounds, state: WindowPlace['state'] = 'normal', extent = bounds) =>
      placement.moved(id, { bounds, state, extent }),
  };
}
const desk = [aWindow('main', onPrimary, primary), aWindow('a', onRight, right)];

test('an operator\u2019s move is where the window belongs, and it is not moved for it', () => {
  const { moves, home, at } = rig(desk, both);
  const { placing } = at('main');
  moves('main', { ...onPrimary, x: 2_500 });
  expect(home('main')).toMatchObject({ bounds: { x: 2_500 }, display: { id: '2' } });
  expect(at('main').placing).toBe(placing);
  moves('a', onRight, 'maximized', right.workArea);
  expect(home('a')).toMatchObject({ bounds: onRight, state: 'maximized', display: { id: '2' } });
});

test('pulled and plugged in: away, and back where it belongs, whatever the system did meanwhile', () => {
  const { displays, clock, at, moves, home } = rig(desk, both);
  displays.become([primary]);
  // The system moves it by itself, and says so before it is our turn.
  moves('a', { x: 300, y: 0, width: 1_600, height: 1_000 });
  clock.advance(SETTLES);
  const away = at('a').bounds;
  expect(away.x).toBeLessThan(1_920);
  moves('a', { ...away, y: away.y + 27 });
  expect(home('a').bounds).toEqual(onRight);
  clock.advance(ARRIVES);
  displays.become(both);
  clock.advance(SETTLES);
  expect(at('a').bounds).toEqual(onRight);
  expect(home('a')).toMatchObject({ bounds: onRight, display: { id: '2' } });
});

test('a system that moves windows before it says why changes no home', () => {
  const { displays, clock, at, moves, home } = rig(desk, both);
  displays.become([primary], false);
  moves('a', { x: 300, y: 0, width: 1_600, height: 1_000 });
  expect(home('a').bounds).toEqual(onRight);
  clock.advance(SETTLES);
  expect(at('a').placing).toBeGreaterThan(2);
});

test('whom its operator moves while it is away belongs there from now on', () => {
  const { displays, clock, at, moves, home } = rig(desk, [primary]);
  clock.advance(ARRIVES);
  moves('a', onPrimary);
  expect(home('a')).toMatchObject({ bounds: onPrimary, display: { id: '1' } });
  displays.become(both);
  clock.advance(SETTLES);
  expect(at('a').bounds).toEqual(onPrimary);
});

test('a panel that moves in a window moves no window; one that is torn off leaves the others', () => {
  const { become, at, home, ids } = rig(desk, [primary]);
  const before = [at('main'), at('a')];
  become([...desk, aWindow('b', null, null)]);
  expect([at('main'), at('a')]).toEqual(before);
  expect(ids()).toEqual(['main', 'a', 'b']);
  expect(home('b')).toMatchObject({ bounds: at('b').bounds, display: { id: '1' } });
  become([aWindow('main', onPrimary, primary)]);
  expect(ids()).toEqual(['main']);
});

test('a layout that is applied moves the windows that it says to be elsewhere', () => {
  const { become, at } = rig(desk, both);
  const { placing } = at('a');
  become([desk[0] ?? aWindow('main', null, null), aWindow('a', { ...onRight, x: 3_000 }, right)]);
  expect(at('a').bounds.x).toBe(3_000);
  expect(at('a').placing).toBeGreaterThan(placing);
});

test('without displays nothing is placed, nothing is remembered, and nothing is left after the end', () => {
  const { home, at, displays, placement, clock } = rig([aWindow('main', null, null)], []);
  expect(at('main').bounds).toMatchObject({ width: 1_600 });
  expect(home('main').bounds).toBeNull();
  displays.become([primary]);
  placement.dispose();
  expect(clock.pending).toBe(0);
  expect(displays.listeners).toBe(0);
});
