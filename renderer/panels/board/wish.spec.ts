import { describe, expect, it } from 'vitest';
import { DEFAULT_BOARD, type BoardView } from '../../../contract/board.ts';
import { afterAnswer, afterState, sameView, type Wish } from './wish.ts';

const view = (search: string): BoardView => ({ ...DEFAULT_BOARD, search });
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

  it('is fulfilled by the same columns and folds, whatever the order of their keys', () => {
    const columns = [{ id: 'eta' as const, width: 5 }];
    const asked = { ...DEFAULT_BOARD, columns, folds: { all: true, except: ['North'] } };
    const said = { ...structuredClone(asked), folds: { except: ['North'], all: true } };
    expect(sameView(asked, said)).toBe(true);
    expect(sameView(asked, { ...said, columns: [{ id: 'eta', width: 6 }] })).toBe(false);
    expect(sameView(asked, { ...said, folds: { all: true, except: [] } })).toBe(false);
  });
});
