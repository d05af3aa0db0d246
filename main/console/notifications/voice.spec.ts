import { expect, test } from 'vitest';
import { TestWindow } from '../testing/window.ts';
import { Voice } from './voice.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('one window sounds: the first, until it says that it cannot and another can, or it goes', async () => {
  const [one, two, three] = [new TestWindow(), new TestWindow(), new TestWindow()];
  let changes = 0;
  const voice = new Voice(() => (changes += 1));
  const mine = async () => {
    await settled();
    return [one, two, three].map((window) => window.voice);
  };
  expect(voice.state).toBeNull();
  voice.joined(one);
  voice.joined(two);
  expect(await mine()).toEqual([true, false, false]);
  voice.said(one, 'locked');
  expect([voice.state, ...(await mine())]).toEqual(['locked', true, false, false]);
  voice.said(two, 'running');
  expect([voice.state, ...(await mine())]).toEqual(['running', false, true, false]);
  voice.said(one, 'running');
  voice.joined(three);
  expect(await mine()).toEqual([false, true, false]);
  voice.left(two);
  expect((await mine())[0]).toBe(true);
  voice.left(one);
  expect(await mine()).toEqual([true, true, true]);
  voice.left(three);
  voice.said(three, 'running');
  expect(voice.state).toBeNull();
  expect(changes).toBeGreaterThan(6);
});
