import type { EndToEndCheck, Item, UnitCheck } from '../item.ts';

const HANDLE = 'main/electron/bridge/handle.ts';
const handled = (name: string): UnitCheck => ({ file: 'main/electron/bridge/handle.spec.ts', name });
const SENDER = 'main/electron/bridge/sender.ts';
const sender = (name: string): UnitCheck => ({ file: 'main/electron/bridge/sender.spec.ts', name });
const PRELOAD = 'preload/index.ts';
const preload = (name: string): UnitCheck => ({ file: 'preload/preload.spec.ts', name });

const FUSES = 'scripts/fuses.mjs';
const PACKED: EndToEndCheck = {
  project: 'packed',
  file: 'packed.spec.ts',
  name: 'the fuses that the packed executable has are set',
};
const fuse = (name: string, on: boolean): Item => ({
  id: `fuse-${name}`,
  says: `fuse ${name} ${on ? 'on' : 'off'}`,
  where: FUSES,
  unit: { file: 'scripts/security/fuses.spec.ts', name: `${name} is ${on ? 'on' : 'off'}` },
  live: PACKED,
  undo: {
    file: FUSES,
    from: `[FuseV1Options.${name}]: ${String(on)},`,
    to: `[FuseV1Options.${name}]: ${String(!on)},`,
  },
});

const KEYCHAIN = 'main/host/vault/keychain.ts';
const SAFE = 'main/electron/vault/safe-storage.ts';
const safe = (name: string): UnitCheck => ({ file: 'main/electron/vault/safe-storage.spec.ts', name });

export const PROCESS: readonly Item[] = [
  {
    id: 'ipc-checked',
    says: 'every `ipcMain.handle` checks who asks',
    where: HANDLE,
    unit: handled('refuses the sender before it looks at the argument'),
    undo: { file: HANDLE, from: 'if (refused !== null) {', to: "if (refused === '') {" },
  },
  {
    id: 'ipc-top-frame',
    says: 'IPC: the top frame only',
    where: SENDER,
    unit: sender('refuses a frame that is gone, another window, a child frame'),
    undo: { file: SENDER, from: "  if (frame.parent !== null) return 'not a top frame';\n", to: '' },
  },
  {
    id: 'ipc-origin',
    says: 'IPC: our origin only',
    where: SENDER,
    unit: sender('refuses https://routewatch/'),
    undo: {
      file: SENDER,
      from: "return isAppUrl(frame.url) ? null : 'foreign origin';",
      to: 'return isAppUrl(frame.url) ? null : null;',
    },
  },
  {
    id: 'ipc-window',
    says: 'IPC: known windows only',
    where: SENDER,
    unit: sender('refuses a frame that is gone, another window, a child frame'),
    undo: { file: SENDER, from: "  if (!knownWindow) return 'unknown window';\n", to: '' },
  },
  {
    id: 'ipc-schema',
    says: 'IPC: then a schema',
    where: HANDLE,
    unit: handled('refuses the nonce'),
    undo: { file: HANDLE, from: 'if (!parsed.success) {', to: 'if (!parsed.success && Date.now() < 0) {' },
  },
  {
    id: 'ipc-only-there',
    says: 'IPC is touched by the bridge and the preload only',
    where: 'eslint.config.js',
    unit: { file: 'scripts/security/lint.spec.ts', name: 'ipcMain is imported by the bridge only' },
    undo: {
      file: 'eslint.config.js',
      from: "importNames: ['ipcMain', 'MessageChannelMain'],",
      to: "importNames: ['ipc'],",
    },
  },
  {
    id: 'preload-names',
    says: 'the preload exposes named functions only',
    where: PRELOAD,
    unit: preload('a page is given one named function, and none of Electron’s'),
    live: {
      project: 'electron',
      file: 'electron-hardening.spec.ts',
      name: 'the preload gives one function, and it hands over a port only for a nonce',
    },
    undo: {
      file: PRELOAD,
      from: 'exposeInMainWorld(PRELOAD_KEY, api)',
      to: 'exposeInMainWorld(PRELOAD_KEY, { ...api, ipcRenderer })',
    },
  },
  {
    id: 'preload-events',
    says: 'events are stripped',
    where: PRELOAD,
    unit: preload('a port comes without the event that brought it'),
    undo: {
      file: PRELOAD,
      from: '{ type: PORT_MESSAGE, nonce };',
      to: '{ type: PORT_MESSAGE, nonce, ...event };',
    },
  },
  {
    id: 'port-text',
    says: 'over a port goes text, of a bounded length: nothing is transferred',
    where: 'main/electron/bridge/message-port.ts',
    unit: { file: 'main/electron/bridge/message-port.spec.ts', name: 'ends at what is no short text' },
    undo: {
      file: 'main/electron/bridge/message-port.ts',
      from: "typeof data === 'string' && data.length <= LONGEST_MESSAGE",
      to: "typeof data !== 'undefined'",
    },
  },
  fuse('RunAsNode', false),
  fuse('EnableCookieEncryption', true),
  fuse('EnableNodeOptionsEnvironmentVariable', false),
  fuse('EnableNodeCliInspectArguments', false),
  fuse('EnableEmbeddedAsarIntegrityValidation', true),
  fuse('OnlyLoadAppFromAsar', true),
  fuse('LoadBrowserProcessSpecificV8Snapshot', false),
  fuse('GrantFileProtocolExtraPrivileges', false),
  fuse('WasmTrapHandlers', true),
  {
    id: 'fuses-strict',
    says: 'all nine are demanded of the binary',
    where: 'scripts/after-pack.mjs',
    unit: {
      file: 'scripts/security/fuses.spec.ts',
      name: 'a binary with one more than is known here is refused',
    },
    undo: { file: 'scripts/after-pack.mjs', from: '    strictlyRequireAllFuses: true,\n', to: '' },
  },
  {
    id: 'asar-flip',
    says: 'one byte flipped in the archive is noticed',
    where: 'electron-builder.yml',
    live: { ...PACKED, name: 'a byte flipped in the archive is noticed where the platform checks' },
    kept: 'undone by the fuse of EmbeddedAsarIntegrityValidation above',
  },
  {
    id: 'no-fork',
    says: 'no `child_process.fork`, which RunAsNode off breaks',
    where: 'main',
    unit: { file: 'scripts/security/sources.spec.ts', name: 'the console starts no process by itself' },
    undo: {
      file: 'main/host/log.ts',
      from: "import type { Logger } from '../console/ports.ts';",
      to: "import type { Logger } from '../console/ports.ts';\nimport 'node:child_process';",
    },
  },
  {
    id: 'token-environment',
    says: 'the token leaves the environment before a child could inherit it',
    where: 'main/electron/system/config.ts',
    unit: { file: 'main/electron/system/config.spec.ts', name: 'the token leaves the environment' },
    live: {
      project: 'electron',
      file: 'electron-hardening.spec.ts',
      name: 'the token is in no page and no environment',
    },
    undo: { file: 'main/electron/system/config.ts', from: "  delete env['ROUTEWATCH_TOKEN'];\n", to: '' },
  },
  {
    id: 'token-said',
    says: 'no token in IPC, logs or settings',
    where: 'main/console/account',
    unit: {
      file: 'main/console/account/account.spec.ts',
      name: 'user and password sign in, and only a refresh token is kept',
    },
    live: { project: 'web', file: 'canaries.spec.ts', name: 'what was planted is found nowhere' },
    undo: {
      file: 'main/console/account/account.ts',
      from: 'const kept = await vault.set(gateway, refreshToken);',
      to: "this.#deps.log.info('kept', { refreshToken });\n        const kept = await vault.set(gateway, refreshToken);",
    },
  },
  {
    id: 'log-redacted',
    says: 'no secret in the console’s log, whoever wrote it there',
    where: 'main/host/redact.ts',
    unit: { file: 'main/electron/system/log.spec.ts', name: 'a line is JSON, and holds no token' },
    undo: {
      file: 'main/electron/system/log.ts',
      from: 'const clean = redact(line);',
      to: 'const clean = redact === undefined ? "" : line;',
    },
  },
  {
    id: 'log-bounded',
    says: 'the log turns, and has a bound',
    where: 'main/host/rotating-file.ts',
    unit: {
      file: 'main/electron/system/log.spec.ts',
      name: 'a window that floods it fills two files and no more',
    },
    undo: {
      file: 'main/host/rotating-file.ts',
      from: 'size + bytes.length > largest',
      to: 'size + bytes.length > Infinity',
    },
  },
  {
    id: 'keytar',
    says: '`keytar` is GitHub’s continuation, 7.10.6',
    where: 'package.json',
    unit: { file: 'scripts/security/dependencies.spec.ts', name: 'keytar is GitHub’s continuation' },
    undo: { file: 'package.json', from: 'npm:@github/keytar@7.10.6', to: 'npm:keytar@7.9.0' },
  },
  {
    id: 'vault-closed',
    says: 'without a keyring the vault fails closed',
    where: KEYCHAIN,
    unit: {
      file: 'main/host/vault/keychain.spec.ts',
      name: 'a module without a build, and a keyring without a service, are not usable',
    },
    undo: {
      file: KEYCHAIN,
      from: 'return { ok: false, why: reason(error) };',
      to: 'return { ok: true, vault: vaultOf(null as never) };',
    },
  },
  {
    id: 'vault-keyring',
    says: 'a real Secret Service keeps, locks and forgets',
    where: KEYCHAIN,
    unit: { file: 'main/host/vault/secret-service.spec.ts', name: 'the real Secret Service' },
    undo: {
      file: KEYCHAIN,
      from: 'await keytar.deletePassword(SERVICE, gateway)',
      to: 'await keytar.deletePassword(SERVICE, "")',
    },
  },
  {
    id: 'vault-windows',
    says: 'the Windows credential store keeps and forgets, and no file holds the token',
    where: KEYCHAIN,
    unit: {
      file: 'main/host/vault/keychain.spec.ts',
      name: 'keeps a token under the gateway’s address, without a warning',
    },
    live: {
      project: 'electron',
      file: 'electron-vault.spec.ts',
      name: 'the Windows credential store keeps the refresh token, and signing out takes it away',
    },
    undo: {
      file: KEYCHAIN,
      from: 'await keytar.setPassword(SERVICE, gateway, token)',
      to: 'await keytar.setPassword(SERVICE, "", token)',
    },
  },
  {
    id: 'vault-locked',
    says: 'a keyring that is locked is not taken for an empty one',
    where: KEYCHAIN,
    unit: {
      file: 'main/host/vault/keychain.spec.ts',
      name: 'a keyring that was locked meanwhile is not taken for an empty one',
    },
    undo: { file: KEYCHAIN, from: 'if (kept === null) await prove(keytar);', to: '' },
  },
  {
    id: 'vault-basic-text',
    says: 'safeStorage’s `basic_text` is refused',
    where: SAFE,
    unit: safe('refuses Linux’s basic_text'),
    undo: { file: SAFE, from: "backend === 'basic_text' || ", to: '' },
  },
  {
    id: 'vault-async',
    says: 'safeStorage’s asynchronous calls where they exist',
    where: SAFE,
    unit: safe('prefers the asynchronous calls where they exist'),
    undo: { file: SAFE, from: 'storage.encryptStringAsync?.(text) ?? storage', to: 'storage' },
  },
  {
    id: 'vault-memory',
    says: 'then memory only, with a warning that says why',
    where: 'main/host/vault/choose.ts',
    unit: { file: 'main/host/vault/choose.spec.ts', name: 'memory last, with every reason in its warning' },
    undo: { file: 'main/host/vault/choose.ts', from: "last(reasons.join('; '))", to: "last('')" },
  },
  {
    id: 'vault-length',
    says: 'what is longer than 1,000 characters is not kept',
    where: KEYCHAIN,
    unit: {
      file: 'main/host/vault/keychain.spec.ts',
      name: 'a refusal later on is a result that does not hold the token',
    },
    undo: { file: KEYCHAIN, from: 'token.length > LONGEST_TOKEN', to: 'token.length > 2_500' },
  },
  {
    id: 'sign-out',
    says: 'signing out leaves nothing',
    where: 'main/console/account/account.ts',
    unit: {
      file: 'main/console/account/account.spec.ts',
      name: 'signing out ends the session at the gateway and leaves nothing here',
    },
    undo: {
      file: 'main/console/account/account.ts',
      from: 'await vault.delete(gateway);',
      to: '(await vault.get(gateway)) as { ok: true };',
    },
  },
  {
    id: 'updater',
    says: 'an updater takes no wrong publisher',
    where: '-',
    none: 'this version has no updater',
  },
];
