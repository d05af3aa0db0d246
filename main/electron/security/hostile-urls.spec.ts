import { expect, test } from 'vitest';
import { leadsToSite, NO_SITES, OWN_SITES, siteOf } from '../../../contract/external.ts';
import { alarmOverview } from '../../../contract/schema/alarm.ts';
import { layoutArgs, windowId } from '../../../contract/schema/layout.ts';
import { readRules } from '../../../gateway/alarms/rules/read.ts';
import * as v from 'valibot';
import { nativeNotifications, type NativeNotification } from '../desktop/notifications.ts';
import { hostConfig } from '../system/config.ts';
import { externalAddress, externalOpener } from './external.ts';
import { HOSTILE_URLS } from './hostile-urls.fixture.ts';
import { isAppUrl } from './origin.ts';

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

test('there are two hundred, all different', () => {
  expect(new Set(HOSTILE_URLS).size).toBe(HOSTILE_URLS.length);
  expect(HOSTILE_URLS.length).toBeGreaterThanOrEqual(200);
});

test('the system’s browser is asked for none of them', () => {
  const opened: string[] = [];
  const open = externalOpener(
    (url) => Promise.resolve(void opened.push(url)),
    () => OWN_SITES,
    log,
  );
  for (const url of HOSTILE_URLS) {
    expect(externalAddress(url, OWN_SITES), url).toBeNull();
    expect(open(url), url).toBe(false);
  }
  expect(opened).toEqual([]);
  expect(open('https://www.openstreetmap.org/copyright')).toBe(true);
});

test('no page shows one of them as a link', () => {
  for (const url of HOSTILE_URLS) {
    // One leads to a listed host, and is only too long: it is the opener that refuses it.
    if (url.length <= 2_000) expect(leadsToSite(url, NO_SITES), url).toBe(false);
    const host = siteOf(url);
    if (host !== null) expect(new URL(url).host, url).toBe(host);
  }
  expect(leadsToSite('https://www.openstreetmap.org/copyright', NO_SITES)).toBe(true);
});

test('none of them is a page of ours', () => {
  for (const url of HOSTILE_URLS) expect(isAppUrl(url), url).toBe(false);
});

test('no page’s address makes one of them a window', () => {
  for (const url of HOSTILE_URLS) {
    expect(v.is(windowId, url), url).toBe(false);
    expect(v.is(layoutArgs.tearOff, { windowId: 'main', panel: 'map', id: url, at: null }), url).toBe(false);
  }
});

test('a notification that holds one hands back its id and nothing else, whatever is clicked', () => {
  const clock = { now: () => 0 as never, elapsed: () => 0, after: () => ({ dispose: silent }) };
  for (const url of HOSTILE_URLS) {
    const listeners = new Map<string, () => void>();
    const made: object[] = [];
    const native = {
      isSupported: () => true,
      create: (options: object) => {
        made.push(options);
        return {
          on: (event: string, listener: () => void) => void listeners.set(event, listener),
          show: silent,
          close: silent,
        } as NativeNotification;
      },
    };
    const told: string[] = [];
    const request = { id: url, title: url, body: url, urgent: true };
    nativeNotifications(native, clock, log).show(request, (outcome) => void told.push(outcome));
    listeners.get('click')?.();
    expect(made).toEqual([expect.objectContaining({ title: url, body: url, urgent: true })]);
    expect(told).toEqual(['clicked']);
  }
});

const rules = (url: string): string =>
  JSON.stringify({
    rules: [
      {
        id: 'a',
        when: { kind: 'late' },
        priority: 2,
        runbook: { text: 'x', links: [{ title: 't', url }] },
      },
    ],
  });

// Each is read with a schema that is compiled anew.
test('a rules file leads to none of them', { timeout: 60_000 }, () => {
  const hosts = ['openstreetmap.org'];
  const good = readRules(rules('https://openstreetmap.org/wiki'), hosts);
  expect(good.ok, JSON.stringify(good)).toBe(true);
  for (const url of HOSTILE_URLS) {
    const read = readRules(rules(url), hosts);
    // A runbook's own host is trusted whatever its path: the lookalike that only is too long leads there too.
    if (read.ok) expect(new URL(url).host, url).toBe('openstreetmap.org');
    if (read.ok) expect(new URL(url).protocol, url).toBe('https:');
  }
});

test('a gateway’s answer with a link that is no https address is no answer', () => {
  const link = alarmOverview.entries.rules.entries.rules.item.entries.runbook.wrapped.entries.links.item;
  expect(v.is(link, { title: 't', url: 'https://wiki.example/x' })).toBe(true);
  for (const url of HOSTILE_URLS)
    if (!/^https:\/\//.test(url)) expect(v.is(link, { title: 't', url }), url).toBe(false);
});

test('a configuration with one of them as its gateway is refused, or means plain HTTP', () => {
  for (const url of HOSTILE_URLS) {
    const read = hostConfig({ gateway: undefined, token: undefined }, { gateway: url });
    if (read.ok) expect(new URL(url).protocol, url).toMatch(/^https?:$/);
    else expect(read.error.message, url).toContain('gateway');
  }
});
