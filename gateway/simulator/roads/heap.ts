/** A binary heap of whole numbers by a key, smallest first; reused between searches, so that routing allocates nothing. */
export interface Heap {
  readonly size: () => number;
  push(key: number, value: number): void;
  /** Key of the smallest; Infinity when empty. */
  top(): number;
  /** Takes the smallest's value; -1 when empty. */
  pop(): number;
  clear(): void;
}

export function createHeap(): Heap {
  const keys: number[] = [];
  const values: number[] = [];
  let size = 0;
  const set = (at: number, key: number, value: number): void => {
    keys[at] = key;
    values[at] = value;
  };
  return {
    size: () => size,
    top: () => (size === 0 ? Infinity : (keys[0] as number)),
    clear: () => {
      size = 0;
    },
    push: (key, value) => {
      let at = size;
      size += 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if ((keys[up] as number) <= key) break;
        set(at, keys[up] as number, values[up] as number);
        at = up;
      }
      set(at, key, value);
    },
    pop: () => {
      if (size === 0) return -1;
      const value = values[0] as number;
      size -= 1;
      const key = keys[size] as number;
      const moved = values[size] as number;
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= size) break;
        if (down + 1 < size && (keys[down + 1] as number) < (keys[down] as number)) down += 1;
        if ((keys[down] as number) >= key) break;
        set(at, keys[down] as number, values[down] as number);
        at = down;
      }
      if (size > 0) set(at, key, moved);
      return value;
    },
  };
}
