import type { JSHandle, Page } from '@playwright/test';

/** Pixels of `png`, RGBA, decoded by the page itself: give the handle back with `dispose`. */
const decoded = (page: Page, png: Buffer): Promise<JSHandle<ImageData>> =>
  page.evaluateHandle(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('the page has no 2D context');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }, png.toString('base64'));

async function read<A, R>(
  page: Page,
  png: Buffer,
  what: (pixels: ImageData, argument: A) => R,
  argument: A,
): Promise<R> {
  const pixels = await decoded(page, png);
  try {
    return await pixels.evaluate(what as never, argument);
  } finally {
    await pixels.dispose();
  }
}

/** The colour painted at a place of the window, as `#rrggbb`. */
export async function colourAt(page: Page, x: number, y: number): Promise<string> {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  const [r = 0, g = 0, b = 0] = await read(page, png, ({ data }) => [...data.slice(0, 3)], null);
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** How many pixels of `png` are within `reach` of the colour `#rrggbb` in each channel. */
export const pixelsNear = (page: Page, png: Buffer, colour: string, reach = 24): Promise<number> =>
  read(
    page,
    png,
    ({ data }, { wanted, most }) => {
      let found = 0;
      for (let i = 0; i < data.length; i += 4)
        if (wanted.every((part, c) => Math.abs(part - (data[i + c] ?? 0)) <= most)) found += 1;
      return found;
    },
    { wanted: [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)), most: reach },
  );

/** Colours in a PNG, of every 7th pixel: one is a blank picture. */
export const coloursOf = (page: Page, png: Buffer): Promise<{ width: number; colours: number }> =>
  read(
    page,
    png,
    ({ data, width }) => {
      const seen = new Set<string>();
      for (let i = 0; i < data.length; i += 28) seen.add(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
      return { width, colours: seen.size };
    },
    null,
  );
