import { FuseV1Options } from '@electron/fuses';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import afterPack from '../after-pack.mjs';
import { FUSES } from '../fuses.mjs';

const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} as const;

test.each(Object.entries(WANTED).map(([name, on]) => [name, on ? 'on' : 'off', on] as const))(
  '%s is %s',
  (name, _word, on) => {
    expect((FUSES as Record<number, boolean>)[FuseV1Options[name as keyof typeof WANTED]]).toBe(on);
  },
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-fuses-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As much of an Electron as the fuses are: their sentinel, version 1, how many, and one byte for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
function binary(count: number): string {
  const path = join(folder, `routewatch-${count}`);
  const wire = Buffer.from([1, count, ...Array.from({ length: count }, () => 0x30)]);
  writeFileSync(path, Buffer.concat([Buffer.alloc(64), Buffer.from(SENTINEL), wire, Buffer.alloc(64)]));
  return `routewatch-${count}`;
}
const pack = (name: string, electronVersion?: string): Promise<void> =>
  afterPack({
    appOutDir: folder,
    electronPlatformName: 'linux',
    packager: { appInfo: { productFilename: name, name }, executableName: name, config: { electronVersion } },
  });

test('a binary that has all nine gets them', async () => {
  await expect(pack(binary(9))).resolves.toBeUndefined();
});

test('a binary of the pinned Electron without one of them is refused', async () => {
  await expect(pack(binary(8))).rejects.toThrow();
});

test('a binary with one more than is known here is refused', async () => {
  await expect(pack(binary(10))).rejects.toThrow(/strictlyRequireAllFuses/);
});
