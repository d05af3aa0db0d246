import { styleOf } from './draw/style.ts';

export interface Caption {
  readonly title: string;
  readonly time: string;
  readonly legend: string;
}

const MARGIN = 12;
const HEAD = 44;

/** The chart as it is seen, with what the panel's head and legend say, in the theme's colours; null where it has no size. */
export function pictureOf(canvas: HTMLCanvasElement, caption: Caption): Promise<Blob | null> {
  const { token, font } = styleOf(canvas);
  const scale = canvas.clientWidth === 0 ? 0 : canvas.width / canvas.clientWidth;
  if (scale === 0) return Promise.resolve(null);
  const whole = document.createElement('canvas');
  whole.width = canvas.width;
  whole.height = canvas.height + Math.round(HEAD * scale);
  const context = whole.getContext('2d');
  if (context === null) return Promise.resolve(null);
  context.fillStyle = token('--panel');
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(canvas, 0, Math.round(HEAD * scale));
  context.scale(scale, scale);
  const width = canvas.clientWidth;
  const write = (words: string, y: number, color: string, weight: number): void => {
    context.fillStyle = token(color);
    context.font = `${weight} ${font.size + 1}px ${font.family}`;
    context.fillText(words, MARGIN, y, width - MARGIN * 2);
  };
  write(`${caption.title}   ${caption.time}`, 20, '--text', 600);
  write(caption.legend, 37, '--text-2', 400);
  return new Promise((resolve) => whole.toBlob(resolve, 'image/png'));
}
