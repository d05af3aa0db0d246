import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretKey } from '../key.ts';
import { createIdentity, openIdentityDatabase, type Identity } from './index.ts';
import { Login } from './login.ts';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';
import { Throttle } from './throttle.ts';
import { Turnstile } from './turnstile.ts';

const START = Date.UTC(2026, 2, 2, 8);
const COST = { ln: 4, r: 8, p: 1 };
const DAY = 86_400_000;
const KEY = secretKey(new Uint8Array(32).fill(7));

let now = START;
let identity: Identity;
const open = (file = ':memory:', cost = COST) =>
  createIdentity({ sql: openIdentityDatabase(file), key: KEY, tenant: 'demo', cost, now: () => now });
const add = async (name = 'anna', password = 'correct horse') =>
  identity.users.add({ tenant: 'demo', name, role: 'dispatcher' }, await hashPassword(password, COST));
const check = async (user: string, password: string, address = '::1') =>
  (await identity.login.check({ user, password }, address)).result;
const begin = async (kind: 'password' | 'device' = 'password') => {
  const role = kind === 'device' ? 'wall' : null;
  const grant = await identity.sessions.begin({ tenant: 'demo', sub: 'anna', role }, kind, 'desk');
  if (grant === null) throw new Error('no grant');
  return grant;
};
const refreshed = async (token: string) => {
  const result = await identity.sessions.refresh(token);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
beforeEach(() => {
  now = START;
  identity = open();
});
afterEach(() => identity.dispose());

describe('a password', () => {
  it('is kept as a hash with its parameters and a salt of its own', async () => {
    const [first, second] = [
      await hashPassword('correct horse', COST),
      await hashPassword('correct horse', COST),
    ];
    expect(first).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(first).not.toBe(second);
    expect([
      await verifyPassword('correct horse', first),
      await verifyPassword('Correct horse', first),
    ]).toEqual([true, false]);
  });

  it('is the same however the keyboard composes it', async () => {
    expect(await verifyPassword('Mu\u0308ller', await hashPassword('M\u00fcller', COST))).toBe(true);
  });

  it('agrees with RFC 7914’s third vector', async () => {
    const hash = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
        'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    );
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const stored = `$scrypt$ln=14,r=8,p=1$${text(Buffer.from('SodiumChloride'))}$${text(hash)}`;
    expect(await verifyPassword('pleaseletmein', stored)).toBe(true);
  });

  it('is hashed anew at the next sign-in when the cost was raised', async () => {
    await add();
    const dearer = { ln: 5, r: 8, p: 1 };
    const before = identity.users.find('demo', 'anna')?.hash ?? '';
    expect(isOutdated(before, dearer)).toBe(true);
    const login = new Login({ users: identity.users, tenant: 'demo', cost: dearer, ticks: () => 0 });
    expect((await login.check({ user: 'anna', password: 'correct horse' }, '')).result.ok).toBe(true);
    expect(identity.users.find('demo', 'anna')?.hash).toMatch(/^\$scrypt\$ln=5/);
    expect((await check('anna', 'correct horse')).ok).toBe(true);
  });

  it('damaged in the database is an error, and one that would take all memory is not calculated', async () => {
    await expect(verifyPassword('x', 'plain')).rejects.toThrow('not a hash');
    const huge = (await hashPassword('x', COST)).replace('ln=4', 'ln=30');
    await expect(verifyPassword('x', huge)).rejects.toThrow('too much memory');
  });
});

describe('signing in', () => {
  it('takes the name in any case, and answers unknown, disabled and wrong alike', async () => {
    await add();
    await add('bert');
    identity.users.setDisabled('demo', 'bert', true);
    expect((await check(' ANNA ', 'correct horse')).ok).toBe(true);
    const wrong = await check('anna', 'wrong');
    expect(wrong).toMatchObject({ ok: false, error: { code: 'unauthorised' } });
    expect(await check('nobody', 'wrong')).toEqual(wrong);
    expect(await check('bert', 'correct horse')).toEqual(wrong);
    expect(await check('anna', 'correct horse', '::2')).toMatchObject({ ok: true });
  });

  it('locks a user’s address after five wrong tries, also of a user that is not there, and no other desk', async () => {
    await add();
    for (const name of ['anna', 'nobody']) {
      for (let n = 0; n < 6; n += 1) await check(name, 'wrong');
      expect(await check(name, 'correct horse')).toMatchObject({ ok: false, error: { code: 'busy' } });
    }
    expect((await check('anna', 'correct horse', '::2')).ok).toBe(true);
  });

  it('counts a hundred tries at once before the first is answered', async () => {
    await add();
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => check('anna', `guess ${String(n)}`)));
    expect(all.filter((result) => !result.ok && result.error.code === 'unauthorised')).toHaveLength(6);
  });
});

describe('a throttle', () => {
  const rule = { free: 2, first: 1_000, most: 4_000, forget: 60_000 };
  it('doubles, stops doubling, and forgets', () => {
    const throttle = new Throttle(rule);
    const waits = [0, 0, 0, 0, 0, 0].map((_, n) => {
      throttle.begin('k', n);
      return throttle.wait('k', n);
    });
    expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 4_000]);
    expect(throttle.wait('other', 5)).toBe(0);
    throttle.begin('k', 70_000);
    expect(throttle.wait('k', 70_000)).toBe(0);
  });

  it('gives back what turned out right', () => {
    const throttle = new Throttle(rule);
    for (let n = 0; n < 50; n += 1) {
      throttle.begin('k', n);
      throttle.succeeded('k', false);
    }
    expect(throttle.wait('k', 50)).toBe(0);
  });
});

it('a turnstile runs so many at once, lets so many wait, and refuses the rest', async () => {
  const turnstile = new Turnstile(2, 1);
  const open: (() => void)[] = [];
  const work = () => new Promise<string>((resolve) => open.push(() => resolve('done')));
  const all = [turnstile.pass(work), turnstile.pass(work), turnstile.pass(work), turnstile.pass(work)];
  await expect(all[3]).resolves.toBeNull();
  expect(open).toHaveLength(2);
  open[0]?.();
  await all[0];
  expect(open).toHaveLength(3);
  open[1]?.();
  open[2]?.();
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done', null]);
});

describe('a refresh token', () => {
  beforeEach(async () => void (await add()));

  it('is short, rotates, and is nowhere in the database', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'identity-'));
    identity.dispose();
    identity = open(join(dir, 'identity.db'));
    await add();
    const first = await begin();
    const second = await refreshed(first.refreshToken);
    expect(first.refreshToken.length).toBeLessThan(1_000);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const kept =
      readFileSync(join(dir, 'identity.db-wal'), 'latin1') + readFileSync(join(dir, 'identity.db'), 'latin1');
    for (const part of [first, second].flatMap(({ refreshToken }) => refreshToken.split('.').slice(2)))
      expect(kept).not.toContain(part);
    if (process.platform !== 'win32') expect(statSync(join(dir, 'identity.db')).mode & 0o777).toBe(0o600);
    identity.dispose();
    rmSync(dir, { recursive: true, force: true });
    identity = open();
  });

  it('that comes again after its successor was used ends the whole family', async () => {
    const first = await begin();
    const second = await refreshed(first.refreshToken);
    const third = await refreshed(second.refreshToken);
    const who = await identity.auth.verify(third.accessToken, 'access');
    expect(who.ok).toBe(true);
    expect(await identity.sessions.refresh(first.refreshToken)).toMatchObject({ ok: false });
    expect(await identity.sessions.refresh(third.refreshToken)).toMatchObject({
      ok: false,
      error: { code: 'unauthorised' },
    });
    expect(await identity.auth.verify(third.accessToken, 'access')).toMatchObject({
      ok: false,
      state: 'revoked',
    });
    expect(identity.families.list('demo')[0]?.why).toBe('a used refresh token came again');
  });

  it('whose answer was lost on the line may come again, and the lost one is then a copy', async () => {
    const first = await begin();
    const lost = await refreshed(first.refreshToken);
    const again = await refreshed(first.refreshToken);
    await refreshed(again.refreshToken);
    expect(await identity.sessions.refresh(lost.refreshToken)).toMatchObject({ ok: false });
    expect(await identity.sessions.refresh(again.refreshToken)).toMatchObject({ ok: false });
  });

  it('that is a guess ends nothing', async () => {
    const first = await begin();
    const [head, id, , turn] = first.refreshToken.split('.');
    const guess = [head, id, 'A'.repeat(43), turn].join('.');
    for (const bad of [guess, `${first.refreshToken}x`, '', 'x'.repeat(5_000)])
      expect(await identity.sessions.refresh(bad)).toMatchObject({
        ok: false,
        error: { code: 'unauthorised' },
      });
    expect((await refreshed(first.refreshToken)).sub).toBe('anna');
  });

  it('ends unused after its days, and a person’s at the latest after 90', async () => {
    let grant = await begin();
    now += 15 * DAY;
    expect(await identity.sessions.refresh(grant.refreshToken)).toMatchObject({ error: { code: 'expired' } });
    grant = await begin();
    for (let day = 0; day < 89; day += 1) {
      now += DAY;
      grant = await refreshed(grant.refreshToken);
    }
    now += DAY;
    expect(await identity.sessions.refresh(grant.refreshToken)).toMatchObject({ error: { code: 'expired' } });
  });

  it('of a wall renews for years', async () => {
    let grant = await begin('device');
    for (let week = 0; week < 260; week += 1) {
      now += 7 * DAY;
      grant = await refreshed(grant.refreshToken);
    }
    expect(grant.role).toBe('wall');
  });

  it('gives the role that the user has now, and none to one who was disabled', async () => {
    const grant = await begin();
    identity.users.setRole('demo', 'anna', 'supervisor');
    const later = await refreshed(grant.refreshToken);
    expect(later.role).toBe('supervisor');
    identity.users.setDisabled('demo', 'anna', true);
    expect(await identity.sessions.refresh(later.refreshToken)).toMatchObject({ ok: false });
  });
});

describe('revoking', () => {
  it('a user ends all sessions and the tokens of the command line, and not what is issued later', async () => {
    await add();
    const grant = await begin();
    const request = { tenant: 'demo', sub: 'anna', role: 'dispatcher', seconds: 600 } as const;
    const loose = await identity.auth.issueToken(request);
    expect(identity.sessions.revokeUser('demo', 'anna', 'by hand')).toBe(1);
    for (const token of [grant.accessToken, loose])
      expect(await identity.auth.verify(token, 'access')).toMatchObject({ state: 'revoked' });
    now += 1_000;
    expect((await identity.auth.verify(await identity.auth.issueToken(request), 'access')).ok).toBe(true);
    expect((await identity.auth.verify((await begin()).accessToken, 'access')).ok).toBe(true);
  });

  it('by another process is learned by polling, once', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'identity-'));
    identity.dispose();
    identity = open(join(dir, 'identity.db'));
    await add();
    const grant = await begin();
    const other = open(join(dir, 'identity.db'));
    const told: string[] = [];
    identity.auth.revocations.onAdded((key) => told.push(key));
    const [family] = other.families.list('demo');
    if (family === undefined) throw new Error('no session');
    other.sessions.revoke(family, 'by hand');
    expect((await identity.auth.verify(grant.accessToken, 'access')).ok).toBe(true);
    identity.auth.revocations.poll();
    identity.auth.revocations.poll();
    expect(told).toEqual([family.id]);
    expect(await identity.auth.verify(grant.accessToken, 'access')).toMatchObject({ state: 'revoked' });
    other.dispose();
    identity.dispose();
    rmSync(dir, { recursive: true, force: true });
    identity = open();
  });
});

describe('a pairing', () => {
  const approval = { tenant: 'demo', sub: 'wall-1', role: 'wall', by: 'boss' } as const;
  const start = () => {
    const begun = identity.pairings.begin('hall');
    if (begun === null) throw new Error('none');
    return begun;
  };

  it('waits, is approved by its code however it is typed, and is handed out once', () => {
    const { deviceCode, userCode } = start();
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(identity.pairings.ask(deviceCode)).toEqual({ state: 'pending' });
    expect(identity.pairings.approve(` ${userCode.toLowerCase().replace('-', ' ')}`, approval)).toBe(true);
    expect(identity.pairings.approve(userCode, approval)).toBe(false);
    now += 5_000;
    expect(identity.pairings.ask(deviceCode)).toEqual({ state: 'approved', label: 'hall', ...approval });
    expect(identity.pairings.ask(deviceCode)).toEqual({ state: 'unknown' });
  });

  it('that asks too often is told to slow down, and then has to wait longer', () => {
    const { deviceCode } = start();
    const asks = [0, 1_000, 5_000, 10_000].map((ms) => {
      now += ms;
      return identity.pairings.ask(deviceCode).state;
    });
    // After the second slow_down it is 15 s: 10 s are too early for it.
    expect(asks).toEqual(['pending', 'slow_down', 'slow_down', 'slow_down']);
    now += 20_000;
    expect(identity.pairings.ask(deviceCode).state).toBe('pending');
  });

  it('ends after its time, or when someone says no', () => {
    const { deviceCode, userCode } = start();
    expect(identity.pairings.deny(userCode)).toBe(true);
    expect(identity.pairings.ask(deviceCode)).toEqual({ state: 'denied' });
    const late = start();
    now += 900_000;
    expect(identity.pairings.approve(late.userCode, approval)).toBe(false);
    expect(identity.pairings.ask(late.deviceCode)).toEqual({ state: 'expired' });
  });

  it('is not begun where two hundred wait', () => {
    for (let n = 0; n < 200; n += 1) start();
    expect(identity.pairings.begin('')).toBeNull();
    now += 900_001;
    expect(identity.pairings.begin('')).not.toBeNull();
  });
});

it('a database of a newer gateway is refused', () => {
  const dir = mkdtempSync(join(tmpdir(), 'identity-'));
  const file = join(dir, 'identity.db');
  const sql = openIdentityDatabase(file);
  sql.exec('PRAGMA user_version = 99');
  sql.dispose();
  expect(() => openIdentityDatabase(file)).toThrow('version 99');
  rmSync(dir, { recursive: true, force: true });
});
