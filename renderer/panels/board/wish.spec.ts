import { describe, expect, it } from 'vitest';
import type { BoardView } from '../../../contract/bridge.ts';
import { afterAnswer, afterState, type Wish } from './wish.ts';

const view = (search: string): BoardView => ({ sort: 'age', descending: true, filter: 'all', search });
const wish = (search: string, answered = false): Wish => ({ view: view(search), answered });

describe('a wish', () => {
  it('stays while main still says the state before it', () => {
    const typed = wish('ok');
    expect(afterState(typed, view('o'))).toBe(typed);
    expect(afterAnswer(typed, typed.view, true, view('o'))).toEqual({ view: typed.view, answered: true });
  });

  it('ends when main says the same, before or after its answer', () => {
    expect(afterState(wish('ok'), view('ok'))).toBeNull();
    const typed = wish('ok');
    expect(afterAnswer(typed, typed.view, true, view('ok'))).toBeNull();
  });

  it('is overruled by a state after its answer, and by a refusal', () => {
    expect(afterState(wish('ok', true), view('other window'))).toBeNull();
    const typed = wish('ok');
    expect(afterAnswer(typed, typed.view, false, view('o'))).toBeNull();
  });

  it('is not touched by the answer to an older one', () => {
    const typed = wish('ok');
    expect(afterAnswer(typed, view('ok'), true, view('o'))).toBe(typed);
  });
});
