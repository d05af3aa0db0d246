import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUSES } from './fuses.mjs';

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Only a distribution that somebody named instead, for a test, may be older and have fewer. */
const isPinned = ({ config }) =>
  (config.electronVersion ?? devDependencies.electron) === devDependencies.electron;

/** electron-builder's hook: sets the fuses of the packed executable and reads them back. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  const names = {
    darwin: [`${productFilename}.app`],
    win32: [`${productFilename}.exe`],
    linux: [packager.executableName, productFilename, packager.appInfo.name],
  }[electronPlatformName];
  const executable = names?.map((name) => join(appOutDir, String(name))).find((path) => existsSync(path));
  if (executable === undefined)
    throw new Error(`no executable in ${appOutDir} (${electronPlatformName}): ${names}`);
  const before = await getCurrentFuseWire(executable);
  const fuses = Object.entries(FUSES).filter(([fuse]) => before[fuse] !== undefined || isPinned(packager));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    strictlyRequireAllFuses: true,
    ...Object.fromEntries(fuses),
  });
  const wire = await getCurrentFuseWire(executable);
  for (const [fuse, on] of fuses) {
    const state = wire[fuse];
    if (state !== (on ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new Error(
        `fuse ${FuseV1Options[fuse]} of ${executable} reads ${FuseState[state] ?? state}, wanted ${on ? 'on' : 'off'}`,
      );
    }
  }
  console.log(`  • ${fuses.length} of ${Object.keys(FUSES).length} fuses set and read back: ${executable}`);
}
