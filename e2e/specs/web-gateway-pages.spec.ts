import { chromium, type Browser } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from '../support/chromium.ts';
import { expect, test as base } from '../support/fixtures.ts';

/** The computer's browser, with no console in it: these pages are the gateway's. */
const test = base.extend<{ visitor: Browser }>({
  visitor: async ({ host }, use) => {
    const executablePath = chromiumPath();
    if (executablePath === null) throw new Error(`no Chromium for the ${host} host`);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    await use(browser);
    await browser.close();
  },
});

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
interface AsyncApi {
  readonly operations: Readonly<Record<string, unknown>>;
  readonly channels: Readonly<Record<string, { readonly messages: Readonly<Record<string, unknown>> }>>;
}

test('the page of what the gateway serves loads under its policy and lists every operation', async ({
  gateway,
  visitor,
}) => {
  const page = await visitor.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('requestfailed', (request) => problems.push(`not loaded: ${request.url()}`));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  const answer = await page.goto(`${gateway.url}/docs`);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  const { paths } = (await (await fetch(`${gateway.url}/docs/openapi.json`)).json()) as OpenApi;
  const { channels, operations } = (await (
    await fetch(`${gateway.url}/docs/asyncapi.json`)
  ).json()) as AsyncApi;

  const headings = (await page.locator('section h3').allTextContents()).map((text) => text.trim());
  const rest = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(rest.length).toBeGreaterThan(20);
  const sockets = Object.values(channels).flatMap(({ messages }) =>
    Object.keys(messages).filter((name) => !name.endsWith('-answer')),
  );
  expect(sockets).toHaveLength(Object.keys(operations).length);
  expect(headings.filter((text) => /^[A-Z]+ \//.test(text)).sort()).toEqual(rest.sort());
  expect(headings.flatMap((text) => /^(?:ask|hear) (.+)$/.exec(text)?.[1] ?? []).sort()).toEqual(
    sockets.sort(),
  );

  // It is styled by its own file, each shape opens without a script, and nothing is asked of anybody else.
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('900px');
  const shape = page.locator('details').first();
  await shape.locator('summary').click();
  await expect(shape.locator('pre')).toBeVisible();
  for (const name of ['openapi.json', 'asyncapi.json'])
    await expect(page.getByRole('link', { name })).toHaveAttribute('href', `/docs/${name}`);
  expect(asked.filter((url) => !url.startsWith(`${gateway.url}/`))).toEqual([]);
  expect(problems.filter((text) => !/favicon/.test(text))).toEqual([]);
  await page.close();
});

test('the pairing page speaks the browser’s language, and says in it what came of the code', async ({
  gateway,
  visitor,
}) => {
  for (const [locale, title, wrong] of [
    ['en-GB', 'Pair a console', 'The user name or the password is wrong.'],
    ['de-AT', 'Konsole koppeln', 'Benutzername oder Passwort ist falsch.'],
  ] as const) {
    const context = await visitor.newContext({ locale });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${gateway.url}/pair#WDJB-MJHT`);
    await expect(page).toHaveTitle(title);
    await expect(page.getByRole('heading')).toHaveText(title);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
    await expect(page.locator('#code')).toHaveValue('WDJB-MJHT');
    await page.locator('#name').fill('wall-1');
    await page.locator('#user').fill('nobody');
    await page.locator('#password').fill('wrong');
    await page.locator('button[value=yes]').click();
    await expect(page.getByRole('status')).toHaveText(wrong);
    expect(problems.filter((text) => !/favicon|401/.test(text))).toEqual([]);
    await context.close();
  }
});
