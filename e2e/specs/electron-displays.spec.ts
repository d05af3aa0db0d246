import { quietFleet } from '../support/fleet.ts';
import { expect, test } from '../support/fixtures.ts';
import { saved } from '../support/saved.ts';
import { command, panelOf } from '../support/window.ts';

test('a layout of a desk with one display more is fitted onto those that are there, and goes back to its own', async ({
  app,
  desk,
  gateway,
  folder,
}) => {
  test.setTimeout(240_000);
  const { electron } = desk;
  if (electron === null) throw new Error('only Electron places windows');
  await quietFleet(gateway, 3);
  await expect(app.getByTestId('board').locator('[data-route]')).toHaveCount(3);
  const file = await saved(desk, folder, () => command(app, 'export the layout dispatcher'));
  const layout = JSON.parse(file.bytes.toString('utf8')) as { windows: Record<string, unknown>[] };
  const away = {
    id: '77',
    label: 'AWAY 4K',
    bounds: { x: 9_000, y: 0, width: 1_920, height: 1_080 },
    scale: 1,
    internal: false,
  };
  const torn = {
    id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    root: { kind: 'stack', panels: ['chart'], front: 'chart' },
    bounds: { x: 9_300, y: 120, width: 900, height: 600 },
    state: 'normal',
    display: away,
  };
  const text = JSON.stringify({ ...layout, name: 'Two displays', windows: [...layout.windows, torn] });
  const [chooser] = await Promise.all([
    app.waitForEvent('filechooser'),
    command(app, 'import a layout from a file'),
  ]);
  await chooser.setFiles({ name: 'two.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(app.getByTestId('notice')).toContainText('two.json is now one');

  const opening = electron.waitForEvent('window', { timeout: 60_000 });
  await app.getByTestId('layout-menu-button').click();
  await app.getByRole('menuitemradio', { name: 'Two displays' }).click();
  const window = await opening;
  await expect(panelOf(window, 'chart')).toBeVisible();
  const seen = await electron.evaluate(({ BrowserWindow, screen }) => ({
    areas: screen.getAllDisplays().map(({ workArea }) => workArea),
    windows: BrowserWindow.getAllWindows().map((one) => one.getBounds()),
  }));
  expect(seen.windows).toHaveLength(2);
  for (const bounds of seen.windows) {
    const inside = seen.areas.some(
      (area) =>
        bounds.x >= area.x &&
        bounds.y >= area.y &&
        bounds.x + 120 <= area.x + area.width &&
        bounds.y + 32 <= area.y + area.height,
    );
    expect(inside, `${JSON.stringify(bounds)} in ${JSON.stringify(seen.areas)}`).toBe(true);
  }

  // Where it stands for now is not where it belongs: saved anew, the layout still names the display that is away.
  await command(app, 'save the layout two displays');
  const again = await saved(desk, folder, () => command(app, 'export the layout two displays'));
  const kept = JSON.parse(again.bytes.toString('utf8')) as { windows: (typeof torn)[] };
  expect(kept.windows[1]).toMatchObject({ bounds: torn.bounds, display: { id: '77', label: 'AWAY 4K' } });
});
