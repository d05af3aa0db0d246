import type { Strings } from '../../../contract/strings/index.ts';

export interface KeyPress {
  readonly key: string;
  /** The key itself, whatever it writes with Alt held: `Digit1`, `KeyT`. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** The key is being typed into a field. */
  readonly typing: boolean;
}

/**
 * One key with what is held: `Mod+K` (Ctrl, on a Mac Cmd), `Shift+F6`, `?`. A sign is the sign itself, wherever the keyboard
 * has it; Shift counts with named keys and with `Alt` only. With `Alt`, which on many keyboards writes another sign, a digit or letter
 * is the key where it stands: `Alt+1`, `Alt+Shift+ArrowLeft`.
 */
export type Chord = string;

interface Parts {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

function partsOf(chord: Chord): Parts {
  // The last sign is a key even where it is a plus.
  const at = chord.slice(0, -1).lastIndexOf('+');
  const held = chord.slice(0, Math.max(0, at)).split('+');
  return {
    key: chord.slice(at + 1).toLowerCase(),
    mod: held.includes('Mod'),
    shift: held.includes('Shift'),
    alt: held.includes('Alt'),
  };
}

const FUNCTION_KEY = /^f\d+$/;

const standsAt = (press: KeyPress, key: string): boolean =>
  [`digit${key}`, `key${key}`, `numpad${key}`].includes(press.code?.toLowerCase() ?? '');

/** In a field a letter is a letter: only a chord with `Mod` or `Alt` and a function key are heard there. */
export function isPressed(chord: Chord, press: KeyPress): boolean {
  const { key, mod, shift, alt } = partsOf(chord);
  if (press.altKey !== alt || (press.ctrlKey || press.metaKey) !== mod) return false;
  const same = press.key.toLowerCase() === key;
  if (alt) return (same || standsAt(press, key)) && press.shiftKey === shift;
  if (!same) return false;
  if (press.typing && !mod && !FUNCTION_KEY.test(key)) return false;
  return key.length === 1 || press.shiftKey === shift;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}

const NAMED = {
  escape: 'key.escape',
  enter: 'key.enter',
  home: 'key.home',
  end: 'key.end',
  pageup: 'key.pageUp',
  pagedown: 'key.pageDown',
} as const;
const isNamed = (key: string): key is keyof typeof NAMED => Object.hasOwn(NAMED, key);
const ARROWS: Readonly<Record<string, string>> = {
  arrowup: '\u2191',
  arrowdown: '\u2193',
  arrowleft: '\u2190',
  arrowright: '\u2192',
};

/** What stands on the key caps, one for each key of the chord: `Ctrl`, `K`. */
export function keyCaps(chord: Chord, { t }: Strings, mac: boolean): string[] {
  const { key, mod, shift, alt } = partsOf(chord);
  const cap = isNamed(key) ? t(NAMED[key]) : (ARROWS[key] ?? key.toUpperCase());
  return [
    ...(mod ? [mac ? '\u2318' : t('key.ctrl')] : []),
    ...(alt ? [mac ? '\u2325' : t('key.alt')] : []),
    ...(shift ? [t('key.shift')] : []),
    cap,
  ];
}

export const isMac = (platform: string): boolean => /^mac|^iphone|^ipad/i.test(platform);
