import type { Page } from '@playwright/test';

/** The colour painted at a place of the window, as `#rrggbb`. Decoded by the page itself. */
export async function colourAt(page: Page, x: number, y: number): Promise<string> {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const context = document.createElement('canvas').getContext('2d');
    context?.drawImage(image, 0, 0);
    const [r = 0, g = 0, b = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  }, png.toString('base64'));
}

/** How many pixels of `png` are within `reach` of the colour `#rrggbb` in each channel. Decoded by the page. */
export async function pixelsNear(page: Page, png: Buffer, colour: string, reach = 24): Promise<number> {
  return page.evaluate(
    async ([base64, wanted, most]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const parts = [1, 3, 5].map((at) => parseInt(wanted.slice(at, at + 2), 16));
      let found = 0;
      for (let i = 0; i < data.length; i += 4)
        if (parts.every((part, c) => Math.abs(part - (data[i + c] ?? 0)) <= most)) found += 1;
      return found;
    },
    [png.toString('base64'), colour, reach] as const,
  );
}
