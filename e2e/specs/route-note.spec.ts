import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { plan, position, quietFleet } from '../support/fleet.ts';
import type { Gateway } from '../support/gateway.ts';

const MINUTE = 60_000;

async function day(gateway: Gateway): Promise<void> {
  await quietFleet(gateway, 3);
  await gateway.ingest('routes', [plan('1', 0, { stops: 40, firstIn: -40, every: 5 })]);
  const event = (stop: number, type: string, minutes: number) => ({
    routeId: '1',
    vehicleId: 'v1',
    at: Date.now() + minutes * MINUTE,
    type,
    stop,
  });
  await gateway.ingest(
    'events',
    [0, 1, 2, 3, 4].flatMap((n) => [event(n, 'arrived', 6 * n - 38), event(n, 'delivered', 6 * n - 35)]),
  );
  await gateway.ingest('positions', [position('1', 0, 4.5)]);
}

async function openRoute(page: Page): Promise<void> {
  await page.getByTestId('board').locator('[data-route="1"]').click();
  await page.getByTestId('board').press('Enter');
  await expect(page.getByTestId('route-stops')).toBeFocused();
}

test('a note is seen by another desk within a second, and none is written over', async ({
  app,
  gateway,
  launch,
  folder,
  picture,
}) => {
  await day(gateway);
  const token = await gateway.token('dispatcher', 'desk-2');
  const other = await launch({ gateway: gateway.url, token, userData: join(folder, 'desk-2') });
  for (const page of [app, other.page]) await openRoute(page);

  // The other desk has begun to write before this one is done.
  await other.page.keyboard.press('e');
  await other.page.getByTestId('note-field').fill('Blind');
  await app.keyboard.press('e');
  await app.keyboard.type('Gate 4 is closed, ring twice');
  const written = Date.now();
  await app.keyboard.press('Enter');
  const note = (page: Page) => page.getByTestId('route-note');
  await expect(note(app)).toContainText('Gate 4 is closed, ring twice');
  await expect(note(app)).toContainText('desk-1');
  await other.page.getByTestId('note-field').press('Enter');
  await expect(note(other.page)).toContainText('somebody wrote meanwhile');
  await note(other.page).getByRole('button', { name: 'Drop it' }).click();
  await expect(note(other.page)).toContainText('Gate 4 is closed, ring twice', { timeout: 3_000 });

  await other.page.getByTestId('route-stops').focus();
  await other.page.keyboard.press('e');
  await other.page.getByTestId('note-field').fill('Gate 4 is open again');
  const again = Date.now();
  await other.page.keyboard.press('Enter');
  await expect(note(app)).toContainText('Gate 4 is open again', { timeout: 3_000 });
  const took = Date.now() - again;
  expect(took).toBeLessThan(2_500);
  console.log(`seen by the other desk after ${took} ms (${again - written} ms into the spec)`);
  await expect(note(app)).toContainText('2 versions');
  await app.keyboard.press('h');
  await expect(app.getByTestId('route-day')).toContainText('Gate 4 is closed');
  await picture('route-note');
});

test('a note without a line waits, is said to be on its way, and arrives', async ({ app, desk, gateway }) => {
  await day(gateway);
  await openRoute(app);
  desk.problems.expect(/ERR_CONNECTION_REFUSED|WebSocket/);
  await gateway.kill();
  await expect(app.getByTestId('panel-route')).toContainText(/Nothing heard|Disconnected/, {
    timeout: 30_000,
  });
  await app.getByTestId('route-stops').focus();
  await app.keyboard.press('e');
  await app.keyboard.type('Written in the dark');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('route-note')).toContainText('on its way to the gateway');
  await gateway.restart();
  await expect(app.getByTestId('route-note')).toContainText('desk-1', { timeout: 60_000 });
  await expect(app.getByTestId('route-note')).toContainText('Written in the dark');
});

test('a time pointed at on the Gantt is where the van was; a dragged Gantt moves', async ({
  app,
  gateway,
}) => {
  await day(gateway);
  await openRoute(app);
  const stops = app.getByTestId('route-stops');
  const axis = await stops.locator('.bars svg').boundingBox();
  if (axis === null) throw new Error('no Gantt');
  const [x, y] = [axis.x + axis.width * 0.75, axis.y + 60];
  const now = await stops.locator('.now-line').getAttribute('d');
  const nowX = Number(/^M([\d.-]+)/.exec(now ?? '')?.[1]);
  await app.mouse.move(axis.x + nowX - 40, y);
  await expect(app.locator('.hover-line')).toHaveCount(1);
  await expect(app.locator('.ghost-van')).toHaveCount(1);
  await expect(app.locator('.ghost-van')).toHaveAttribute('data-words', /v1 at \d\d:\d\d/);

  const plotted = () => stops.locator('svg .plan').first().getAttribute('x').then(Number);
  const before = await plotted();
  await app.mouse.move(x, y);
  await app.mouse.down();
  await app.mouse.move(x - 80, y, { steps: 8 });
  await app.mouse.up();
  await expect.poll(plotted).toBeCloseTo(before - 80, 0);
  await app.mouse.move(20, 20);
  await expect(app.locator('.ghost-van')).toHaveCount(0);
});
