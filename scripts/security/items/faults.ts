import type { EndToEndCheck, Item, UnitCheck } from '../item.ts';

const WINDOW = 'main/electron/windows/desk-window.ts';
const windows = (name: string): UnitCheck => ({ file: 'main/electron/windows/desk-windows.spec.ts', name });
const CRASH = 'main/electron/system/crash.ts';
const crash = (name: string): UnitCheck => ({ file: 'main/electron/system/crash.spec.ts', name });
const DUMPS = 'main/electron/system/crash-dumps.ts';
const dumps = (name: string): UnitCheck => ({ file: 'main/electron/system/crash-dumps.spec.ts', name });
const wake = (name: string): UnitCheck => ({ file: 'main/console/link/wake.spec.ts', name });
const FAULTS: EndToEndCheck = {
  project: 'electron',
  file: 'electron-faults.spec.ts',
  name: 'a page that dies or hangs is replaced, and the link is none the worse',
};

export const FAULT_ITEMS: readonly Item[] = [
  {
    id: 'renderer-gone',
    says: 'renderer gone: a new page',
    where: WINDOW,
    unit: windows('a page that dies is made anew where it was'),
    live: FAULTS,
    undo: {
      file: WINDOW,
      from: 'if (!options.mayRestart()) return;',
      to: 'if (options.mayRestart()) return;',
    },
  },
  {
    id: 'renderer-budget',
    says: 'three in five minutes, then the program starts again',
    where: 'main/electron/windows/restart-budget.ts',
    unit: windows('a page that dies is made anew where it was'),
    undo: { file: 'main/electron/windows/restart-budget.ts', from: 'most: 3', to: 'most: 300' },
  },
  {
    id: 'unresponsive',
    says: 'unresponsive: ended after 15 s, then a new page',
    where: WINDOW,
    unit: windows('a page that hangs is ended after 15 s'),
    live: FAULTS,
    undo: { file: WINDOW, from: 'const HUNG = 15_000;', to: 'const HUNG = 150_000;' },
  },
  {
    id: 'gpu-gone',
    says: 'GPU process gone: in the log, Chromium makes another',
    where: CRASH,
    unit: crash('a child that is gone, the GPU process too'),
    live: {
      project: 'electron',
      file: 'electron-gpu.spec.ts',
      name: 'a GPU process that is killed is in the log and another comes',
    },
    undo: { file: CRASH, from: "  app.on('child-process-gone', childGone);\n", to: '' },
  },
  {
    id: 'webgl-lost',
    says: 'WebGL context lost: the map says so and comes back',
    where: 'renderer/panels/map/fleet-map.ts',
    live: {
      project: 'web',
      file: 'map-context.spec.ts',
      name: 'a map whose context is lost says so and comes back',
    },
    undo: {
      file: 'renderer/panels/map/fleet-map.ts',
      from: '      events.context(false);\n',
      to: '',
    },
  },
  {
    id: 'main-crash',
    says: 'main crash: in the log, and started again',
    where: CRASH,
    unit: crash('a process that lived starts again by itself'),
    undo: { file: CRASH, from: 'app.relaunch();', to: 'offer();' },
  },
  {
    id: 'main-crash-offer',
    says: 'and offered, where it would go in a circle',
    where: CRASH,
    unit: crash('a process that had just begun asks whether to'),
    undo: { file: CRASH, from: 'uptime() >= WORTH || offer()', to: 'uptime() >= WORTH' },
  },
  {
    id: 'dumps-local',
    says: 'crash dumps are sent nowhere',
    where: DUMPS,
    unit: dumps('nothing is sent anywhere'),
    undo: { file: DUMPS, from: 'uploadToServer: false', to: 'uploadToServer: true' },
  },
  {
    id: 'dumps-bounded',
    says: 'and five are kept',
    where: DUMPS,
    unit: dumps('the newest five are kept'),
    undo: { file: DUMPS, from: 'most: 5,', to: 'most: 500,' },
  },
  {
    id: 'displays',
    says: 'display added, removed, rescaled: every window within one',
    where: 'main/console/displays/place.ts',
    unit: { file: 'main/console/displays/place.spec.ts', name: 'a display is pulled' },
    live: { ...FAULTS, name: 'a second instance shows the first; a window off every display is fetched' },
    undo: {
      file: 'main/console/displays/place.ts',
      from: ': fitInto({ ...carried(bounds, saved.bounds, display.identity.bounds), ...size }, area);',
      to: ': { ...carried(bounds, saved.bounds, display.identity.bounds), ...size, x: area.x + area.width };',
    },
  },
  {
    id: 'wake',
    says: 'suspend and resume: fresh within 5 s',
    where: 'main/console/link/machine.ts',
    unit: wake('after a wake, an unlock and another network a dead line is fresh within 5 s'),
    undo: {
      file: 'main/console/link/machine.ts',
      from: 'probeUntil: model.probeUntil ?? now + PROBE_MS',
      to: 'probeUntil: null',
    },
  },
  {
    id: 'disk-full',
    says: 'disk full: the operator is told, and all is written when there is room',
    where: 'main/console/journal/keeper.ts',
    unit: { file: 'main/console/journal/keeper.spec.ts', name: 'a full disk: nobody waits' },
    undo: {
      file: 'main/console/journal/keeper.ts',
      from: 'clock.after(RETRY_MS, () => {',
      to: 'clock.after(RETRY_MS * 1_000, () => {',
    },
  },
  {
    id: 'log-disk-full',
    says: 'a log that cannot be written ends nothing',
    where: 'main/host/rotating-file.ts',
    unit: { file: 'main/host/rotating-file.spec.ts', name: 'a disk that takes nothing stops nobody' },
    undo: {
      file: 'main/host/rotating-file.ts',
      from: '        lost += 1; //',
      to: '        throw new Error(String(lost)); //',
    },
  },
  {
    id: 'keyring-locked',
    says: 'a locked keyring says what to do',
    where: 'main/console/account/credentials.ts',
    unit: { file: 'main/console/account/account.spec.ts', name: 'a keyring that is locked says what to do' },
    undo: {
      file: 'main/console/account/account.ts',
      from: "const kept = await vault.get(gateway);\n    this.#warn(kept.ok ? vault.warning : strings.t('signin.vault.locked', { why: kept.message }));",
      to: 'const kept = await vault.get(gateway);\n    this.#warn(vault.warning);',
    },
  },
  {
    id: 'clock-off',
    says: 'clock off by five minutes',
    where: 'main/console/link/machine.ts',
    unit: wake('after a clock that was set, forward or back'),
    undo: {
      file: 'main/console/link/link.ts',
      from: "      this.#step({ type: 'wake' });\n    }\n    this.#step({ type: 'tick' });",
      to: "    }\n    this.#step({ type: 'tick' });",
    },
  },
];
