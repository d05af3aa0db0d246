import type { Page } from '@playwright/test';
import { plan, position } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { pixelsNear } from '../support/pixels.ts';

/** In the page, before its own code: WebGL says that a card draws it, whatever does. */
const asByACard = (): void => {
  const read = WebGL2RenderingContext.prototype.getParameter;
  const UNMASKED_RENDERER = 0x9246;
  WebGL2RenderingContext.prototype.getParameter = function (
    this: WebGL2RenderingContext,
    name: number,
  ): unknown {
    return name === UNMASKED_RENDERER ? 'ANGLE (NVIDIA, NVIDIA GeForce RTX 4060)' : read.call(this, name);
  };
};

/** Pixels of the map in the colours of a route that is chosen, of what is late, and of what is on time. */
async function drawn(page: Page): Promise<Record<'accent' | 'p2' | 'normal', number>> {
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const of = (name: string): string => style.getPropertyValue(name).trim();
    return { accent: of('--accent'), p2: of('--p2'), normal: of('--mark-normal') };
  });
  const box = await page.locator('[data-testid=panel-map] .map').boundingBox();
  if (box === null) throw new Error('no map');
  // The lower quarter has the card and the legend.
  const png = await page.screenshot({ clip: { ...box, height: box.height * 0.7 } });
  const [accent, p2, normal] = await Promise.all([
    pixelsNear(page, png, colours.accent),
    pixelsNear(page, png, colours.p2),
    pixelsNear(page, png, colours.normal),
  ]);
  return { accent, p2, normal };
}

test('a map by a graphics card and one by the processor show the same fleet and route', async ({
  gateway,
  launch,
  folder,
}, info) => {
  const streets = [0, 1, 2, 3];
  // The second is an hour behind its plan.
  await gateway.ingest(
    'routes',
    streets.map((street) => plan(String(street + 1), street, { firstIn: street === 1 ? -60 : 5 })),
  );
  await gateway.ingest(
    'positions',
    streets.map((street) => position(String(street + 1), street, 0)),
  );
  const console = { gateway: gateway.url, token: await gateway.token('dispatcher', 'desk-1') };
  const seen = [];
  for (const init of [asByACard, undefined]) {
    const { page, close } = await launch({
      ...console,
      userData: `${folder}/${init === undefined ? 'processor' : 'card'}`,
      ...(init === undefined ? {} : { init }),
    });
    await expect(page.getByTestId('board').locator('[data-route]')).toHaveCount(streets.length);
    await expect(page.locator('[data-testid=panel-map] canvas.fleet')).toHaveCount(
      init === undefined ? 1 : 0,
    );
    await page.getByTestId('board').locator('[data-route="3"]').click();
    await expect(page.getByTestId('route-card')).toContainText('Route 3');
    await expect.poll(async () => (await drawn(page)).accent).toBeGreaterThan(200);
    await page.waitForTimeout(2_000); // glides and fades are over
    seen.push(await drawn(page));
    const path = info.outputPath(`map-${init === undefined ? 'processor' : 'card'}.png`);
    await page.screenshot({ path });
    await info.attach(path, { path, contentType: 'image/png' });
    await close();
  }
  const [card, processor] = seen;
  if (card === undefined || processor === undefined) throw new Error('not both were drawn');
  info.annotations.push({ type: 'pixels', description: JSON.stringify(seen) });
  for (const colour of ['accent', 'p2', 'normal'] as const) {
    expect(card[colour], `${colour} by a card`).toBeGreaterThan(30);
    expect(processor[colour] / card[colour], `${colour}: ${JSON.stringify(seen)}`).toBeGreaterThan(0.75);
    expect(processor[colour] / card[colour], `${colour}: ${JSON.stringify(seen)}`).toBeLessThan(1.33);
  }
});
