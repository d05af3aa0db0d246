import { expect, test } from '../support/fixtures.ts';

test('the console opens on its own origin, and the bridge comes alive', async ({ app, host }) => {
  await expect(app).toHaveTitle(/Routewatch/);
  const origin = new URL(app.url());
  if (host === 'electron') expect(origin.href).toMatch(/^app:\/\/routewatch\//);
  else expect(origin.hostname).toBe('127.0.0.1');
  await expect(app.locator('#app')).not.toBeEmpty();
});

test('every answer carries the policy, and nothing inline runs', async ({ desk, host }) => {
  const { page, problems } = desk;
  problems.expect(/Content Security Policy/i);
  const policy = await page.evaluate(async () => {
    const response = await fetch('/index.html');
    return response.headers.get('content-security-policy') ?? '';
  });
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
  ]) {
    expect(policy).toContain(directive);
  }
  expect(policy).not.toContain('unsafe');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    return 'inlineRan' in window;
  });
  expect(ran).toBe(false);
  const left = await page.evaluate(() =>
    fetch('https://example.org/', { mode: 'no-cors' }).then(
      () => 'left',
      () => 'held',
    ),
  );
  expect(left, `${host}: a request to another machine`).toBe('held');
});

test('the page has no Node and no Electron', async ({ app }) => {
  const globals = await app.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
  );
  expect(globals).toEqual([]);
});

test('a page that is reloaded gets a new port', async ({ app }) => {
  await expect(app.locator('#app')).not.toBeEmpty();
  await app.reload();
  await expect(app.locator('#app')).not.toBeEmpty();
});
