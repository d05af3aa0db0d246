import { expect, test } from 'vitest';
import { ActionStack } from '../actions.ts';
import { WhileShown } from './while-shown.ts';

test('a panel behind a tab answers nothing; what was asked of it waits until it is in front', () => {
  const stack = new ActionStack();
  const panel = new WhileShown(false);
  const heard: string[] = [];
  const find = panel.actions(stack).on('find', (argument) => heard.push(argument));
  expect(stack.run('find', 'unheard')).toBe(false);
  stack.later('find', 'asked');
  panel.set(true);
  expect(heard).toEqual(['asked']);
  expect(stack.run('find', 'in front')).toBe(true);
  panel.set(false);
  expect(stack.run('find', 'behind again')).toBe(false);
  panel.set(true);
  find.dispose();
  expect(stack.run('find', 'gone')).toBe(false);
  expect(heard).toEqual(['asked', 'in front']);
});

test('one that is registered while its panel is behind, and let go there, was never there', () => {
  const stack = new ActionStack();
  const panel = new WhileShown(false);
  panel
    .actions(stack)
    .on('find', () => expect.unreachable('it was let go'))
    .dispose();
  panel.set(true);
  expect(stack.run('find')).toBe(false);
});

test('a panel that is closed lets go of all', () => {
  const stack = new ActionStack();
  const panel = new WhileShown(true);
  panel.actions(stack).on('find', () => undefined);
  expect(stack.run('find')).toBe(true);
  panel.dispose();
  expect(stack.run('find')).toBe(false);
});
