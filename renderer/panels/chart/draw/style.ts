/** What a canvas takes from the theme: it cannot read the custom properties by itself. */
export interface Style {
  token(name: string): string;
  readonly font: { readonly family: string; readonly size: number };
}

export function styleOf(element: Element): Style {
  const computed = getComputedStyle(element);
  const token = (name: string): string => computed.getPropertyValue(name).trim();
  return { token, font: { family: token('--font'), size: parseFloat(token('--size-s')) - 1 } };
}

/** How lines are told apart without colour, which is for what needs a human: by brightness and dashes. */
export const STROKES = [
  { color: '--line-data', dash: [], width: 1.6 },
  { color: '--text-2', dash: [7, 3], width: 1.4 },
  { color: '--text-3', dash: [2, 3], width: 1.6 },
  { color: '--text-2', dash: [9, 3, 2, 3], width: 1.2 },
] as const;

/** Areas in a stack, from the ground up. */
export const FILLS = ['--text-2', '--bar', '--control-edge', '--bar-rest'] as const;

export const strokeOf = (index: number) => STROKES[index % STROKES.length] ?? STROKES[0];
export const fillOf = (index: number): string => FILLS[index % FILLS.length] ?? FILLS[0];
