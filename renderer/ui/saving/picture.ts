export interface Caption {
  readonly title: string;
  readonly time: string;
  readonly legend: string;
}

const MARGIN = 12;
const HEAD = 44;

/**
 * A canvas as it is seen, with what the panel's head and legend say above it, in the theme's colours; null where it has no size.
 * `drawn` is what is copied, `seen` the element whose theme and size in CSS pixels count.
 */
export function captioned(
  drawn: HTMLCanvasElement,
  seen: HTMLElement,
  { title, time, legend }: Caption,
): Promise<Blob | null> {
  const style = getComputedStyle(seen);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const scale = seen.clientWidth === 0 ? 0 : drawn.width / seen.clientWidth;
  if (scale === 0 || drawn.height === 0) return Promise.resolve(null);
  const whole = document.createElement('canvas');
  whole.width = drawn.width;
  whole.height = drawn.height + Math.round(HEAD * scale);
  const context = whole.getContext('2d');
  if (context === null) return Promise.resolve(null);
  context.fillStyle = token('--panel');
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(drawn, 0, Math.round(HEAD * scale));
  context.scale(scale, scale);
  const size = parseFloat(token('--size-s'));
  const write = (words: string, y: number, color: string, weight: number): void => {
    context.fillStyle = token(color);
    context.font = `${String(weight)} ${String(size)}px ${token('--font')}`;
    context.fillText(words, MARGIN, y, seen.clientWidth - MARGIN * 2);
  };
  write(`${title}   ${time}`, 20, '--text', 600);
  write(legend, 37, '--text-2', 400);
  return blobOf(whole);
}

export const blobOf = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
