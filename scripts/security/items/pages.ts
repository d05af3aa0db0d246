import type { EndToEndCheck, Item, UnitCheck } from '../item.ts';

const EVERY: EndToEndCheck = {
  project: 'electron',
  file: 'electron-every-window.spec.ts',
  name: 'every webContents of the running console is held',
};
const ANY: EndToEndCheck = {
  project: 'electron',
  file: 'electron-hardening.spec.ts',
  name: 'no webContents goes anywhere, whoever made it',
};
const HOSTILE: EndToEndCheck = {
  project: 'electron',
  file: 'electron-hostile.spec.ts',
  name: 'two hundred hostile addresses open nothing, wherever they come in',
};
const preference = (name: string, on: boolean, says: string): Item => ({
  id: `preference-${name}`,
  says,
  where: 'main/electron/windows/preferences.ts',
  unit: { file: 'main/electron/windows/preferences.spec.ts', name: `${name} is ${String(on)}` },
  live: EVERY,
  undo: {
    file: 'main/electron/windows/preferences.ts',
    from: `  ${name}: ${String(on)},\n`,
    to: `  ${name}: ${String(!on)},\n`,
  },
});

const NAVIGATION = 'main/electron/security/navigation.ts';
const navigated = (event: string, kind: string): Item => ({
  id: event,
  says: `\`${event}\` is refused for every \`webContents\``,
  where: NAVIGATION,
  unit: { file: 'main/electron/security/navigation.spec.ts', name: `${event} is refused for every page` },
  live: ANY,
  undo: { file: NAVIGATION, from: `    contents.on('${event}', refuse('${kind}'));\n`, to: '' },
});

const SESSION = 'main/electron/security/session.ts';
const session = (name: string): UnitCheck => ({ file: 'main/electron/security/session.spec.ts', name });

const CSP = 'main/host/page-headers.ts';
const directive = (name: string, is: string, line: string, undone: string): Item => ({
  id: `csp-${name}`,
  says: `policy: \`${name} ${is}\``,
  where: CSP,
  unit: { file: 'main/host/page-headers.spec.ts', name: `${name} is ${is}` },
  undo: { file: CSP, from: line, to: undone },
});
const fixed = (name: string, is: string, looser: string): Item =>
  directive(name, is, `"${name} ${is}",`, `"${name} ${looser}",`);

const SERVE = 'main/electron/app-scheme/serve.ts';
const serve = (name: string): UnitCheck => ({ file: 'main/electron/app-scheme/serve.spec.ts', name });
const BUNDLE = 'main/host/files/bundle-path.ts';
const EXTERNAL = 'main/electron/security/external.ts';
const hostile = (name: string): UnitCheck => ({ file: 'main/electron/security/hostile-urls.spec.ts', name });

export const PAGES: readonly Item[] = [
  {
    id: 'enable-sandbox',
    says: '`app.enableSandbox()`',
    where: 'main/electron/security/sandbox.ts',
    unit: { file: 'main/electron/security/sandbox.spec.ts', name: 'the operating system’s sandbox is on' },
    undo: { file: 'main/electron/security/sandbox.ts', from: '  app.enableSandbox();\n', to: '' },
  },
  preference('sandbox', true, 'every window is sandboxed'),
  preference('contextIsolation', true, 'contextIsolation'),
  preference('nodeIntegration', false, 'no nodeIntegration'),
  preference('nodeIntegrationInWorker', false, 'nor in workers'),
  preference('nodeIntegrationInSubFrames', false, 'nor in frames'),
  preference('webSecurity', true, 'webSecurity'),
  preference('allowRunningInsecureContent', false, 'no insecure content'),
  preference('webviewTag', false, '`webview` is denied'),
  preference('navigateOnDragDrop', false, 'a file dropped on a window does not open'),
  {
    id: 'scheme-privileges',
    says: '`app://` is standard, secure and no bypass of the policy',
    where: SERVE,
    unit: serve('the scheme is an origin of its own that no policy passes by'),
    undo: { file: SERVE, from: 'corsEnabled: true }', to: 'corsEnabled: true, bypassCSP: true }' },
  },
  {
    id: 'scheme-bundle',
    says: '`app://` resolves inside the bundle only',
    where: BUNDLE,
    unit: serve('app://routewatch/..%2fsecret.html leads nowhere'),
    live: {
      ...EVERY,
      file: 'electron-hardening.spec.ts',
      name: 'the scheme serves the bundle and nothing else',
    },
    undo: {
      file: BUNDLE,
      from: "if (/[\\\\:\\0%]/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) return null;\n  const file = resolve(root, `.${path === '/' ? '/index.html' : path}`);\n  return file.startsWith(resolve(root) + sep) ? file : null;",
      to: "return resolve(root, `.${path === '/' ? '/index.html' : path}`);",
    },
  },
  {
    id: 'scheme-types',
    says: 'and serves no type that a bundle does not hold',
    where: SERVE,
    unit: serve('app://routewatch/run.exe leads nowhere'),
    undo: { file: SERVE, from: 'file === null ? null : typeOf(file)', to: "'text/plain'" },
  },
  {
    id: 'scheme-tiles',
    says: '`app://tiles/ID` serves ids of the configuration, never a path',
    where: SERVE,
    unit: serve('app://tiles//etc/passwd leads nowhere'),
    undo: { file: SERVE, from: 'tiles.get(url.pathname.slice(1))', to: 'url.pathname' },
  },
  {
    id: 'tiles-range',
    says: 'with its own Range and 206',
    where: 'main/electron/app-scheme/tiles.ts',
    unit: {
      file: 'main/electron/app-scheme/tiles.spec.ts',
      name: 'answers a range with 206 and exactly those bytes',
    },
    undo: {
      file: 'main/electron/app-scheme/tiles.ts',
      from: 'byteRange(range, size)',
      to: 'byteRange(null ?? (range && null), size)',
    },
  },
  {
    id: 'csp-everywhere',
    says: 'the policy is on every response, errors included',
    where: SERVE,
    unit: serve('the bundle is served, and every answer has the policy, errors included'),
    undo: {
      file: SERVE,
      from: 'for (const [name, value] of Object.entries(headers)) response',
      to: 'if (response.ok) for (const [name, value] of Object.entries(headers)) response',
    },
  },
  fixed('default-src', "'none'", "'self'"),
  fixed('script-src', "'self'", "'self' 'unsafe-inline'"),
  fixed('style-src', "'self'", "'self' 'unsafe-inline'"),
  fixed('img-src', "'self' data: blob:", '*'),
  fixed('font-src', "'self'", '*'),
  directive(
    'connect-src',
    "'self' app://tiles",
    "`connect-src 'self' ${connect}`,",
    "'connect-src *', connect,",
  ),
  fixed('worker-src', "'self'", "'self' blob:"),
  fixed('object-src', "'none'", "'self'"),
  fixed('base-uri', "'none'", "'self'"),
  fixed('form-action', "'none'", '*'),
  fixed('frame-ancestors', "'none'", "'self'"),
  {
    id: 'permission-request',
    says: 'the permission request handler denies',
    where: SESSION,
    unit: session('every permission that is requested is denied'),
    live: EVERY,
    undo: { file: SESSION, from: 'answer(false);', to: 'answer(true);' },
  },
  {
    id: 'permission-check',
    says: 'the permission check handler denies',
    where: SESSION,
    unit: session('every permission that is checked is denied'),
    live: EVERY,
    undo: {
      file: SESSION,
      from: 'setPermissionCheckHandler(() => false)',
      to: 'setPermissionCheckHandler(() => true)',
    },
  },
  {
    id: 'permission-device',
    says: 'no device is given',
    where: SESSION,
    unit: session('no device is given'),
    undo: {
      file: SESSION,
      from: 'setDevicePermissionHandler(() => false)',
      to: 'setDevicePermissionHandler(() => true)',
    },
  },
  {
    id: 'no-requests',
    says: 'no request of a page leaves for another machine',
    where: SESSION,
    unit: session('no request leaves for another machine or for a file'),
    undo: { file: SESSION, from: 'answer({ cancel: true });', to: 'answer({});' },
  },
  {
    id: 'downloads',
    says: 'a page keeps only what it made itself',
    where: SESSION,
    unit: session('a download that is not the page’s own is stopped'),
    undo: { file: SESSION, from: '    event.preventDefault();\n', to: '' },
  },
  navigated('will-navigate', 'navigate'),
  navigated('will-frame-navigate', 'frame-navigate'),
  navigated('will-redirect', 'redirect'),
  navigated('will-attach-webview', 'webview'),
  {
    id: 'window-open',
    says: '`window.open` is denied, `javascript:` too',
    where: NAVIGATION,
    unit: { file: 'main/electron/security/navigation.spec.ts', name: 'window.open makes no window' },
    live: EVERY,
    undo: { file: NAVIGATION, from: "{ action: 'deny' }", to: "{ action: 'allow' }" },
  },
  {
    id: 'brought-back',
    says: 'a page that Chromium asked nobody about is brought back',
    where: NAVIGATION,
    unit: {
      file: 'main/electron/security/navigation.spec.ts',
      name: 'a page that got away nevertheless is brought back',
    },
    live: ANY,
    undo: { file: NAVIGATION, from: 'if (isAppUrl(url) || url', to: "if (url !== '' || url" },
  },
  {
    id: 'external-https',
    says: '`openExternal`: https only',
    where: EXTERNAL,
    unit: hostile('the system’s browser is asked for none of them'),
    live: HOSTILE,
    undo: {
      file: EXTERNAL,
      from: "parsed.protocol !== 'https:' || parsed.port !== ''",
      to: "parsed.port !== ''",
    },
  },
  {
    id: 'external-hosts',
    says: '`openExternal`: hosts of a list only',
    where: EXTERNAL,
    unit: hostile('the system’s browser is asked for none of them'),
    live: HOSTILE,
    undo: { file: EXTERNAL, from: 'hosts.includes(parsed.hostname) ?', to: 'hosts.length > 0 ?' },
  },
  {
    id: 'external-named',
    says: 'who names a site names a host and nothing else',
    where: 'main/host/config-file.ts',
    unit: { file: 'main/electron/system/config.spec.ts', name: '{"externalHosts":["wiki.example:8443"]}' },
    undo: { file: 'main/host/config-file.ts', from: 'v.check(isSite, SITE_RULE)', to: 'v.minLength(1)' },
  },
  {
    id: 'external-policy',
    says: 'the computer’s policy wins over the user’s file',
    where: 'main/electron/system/config.ts',
    unit: { file: 'main/electron/system/config.spec.ts', name: 'the policy wins, key by key' },
    undo: {
      file: 'main/electron/system/config.ts',
      from: '{ ...saved, ...policy }',
      to: '{ ...policy, ...saved }',
    },
  },
  {
    id: 'external-shown',
    says: 'a runbook’s link to another site is no link, and says so',
    where: 'renderer/panels/alarms/sheets/RunbookSheet.svelte',
    live: {
      project: 'web',
      file: 'runbook-link.spec.ts',
      name: 'a runbook leads to a site of the list, and says why to no other',
    },
    undo: {
      file: 'renderer/panels/alarms/sheets/RunbookSheet.svelte',
      from: '{#if leadsToSite(link.url, sites)}',
      to: "{#if link.url !== '' || leadsToSite(link.url, sites)}",
    },
  },
  {
    id: 'external-lint',
    says: 'and a lint that allows no other',
    where: 'eslint.config.js',
    unit: { file: 'scripts/security/lint.spec.ts', name: 'shell is imported by nobody but its wrapper' },
    undo: { file: 'eslint.config.js', from: "importNames: ['shell'],", to: "importNames: ['shells']," },
  },
  {
    id: 'runbook-hosts',
    says: 'a rules file leads to listed hosts only',
    where: 'gateway/alarms/rules/read.ts',
    unit: hostile('a rules file leads to none of them'),
    undo: {
      file: 'gateway/alarms/rules/read.ts',
      from: 'if (!hosts.includes(host)) {',
      to: "if (host === '') {",
    },
  },
  {
    id: 'runbook-decoded',
    says: 'a link that came from a gateway is https or nothing',
    where: 'contract/schema/alarm.ts',
    unit: hostile('a gateway’s answer with a link that is no https address is no answer'),
    undo: {
      file: 'contract/schema/alarm.ts',
      from: "v.pipe(v.string(), v.startsWith('https://'))",
      to: 'v.string()',
    },
  },
  {
    id: 'window-ids',
    says: 'a window’s id in an address is a UUID or nothing',
    where: 'renderer/shell/grid/tear-off.ts',
    unit: { file: 'renderer/shell/grid/tear-off.spec.ts', name: 'a page is the window of its address' },
    undo: {
      file: 'renderer/shell/grid/tear-off.ts',
      from: 'id !== null && UUID.test(id) ? id',
      to: 'id !== null ? id',
    },
  },
  {
    id: 'no-markup',
    says: 'no page makes markup or addresses of what it was sent',
    where: 'renderer',
    unit: {
      file: 'scripts/security/sources.spec.ts',
      name: 'and none of it is markup',
    },
    undo: {
      file: 'renderer/panels/alarms/sheets/RunbookSheet.svelte',
      from: "{runbook?.text ?? t('sheet.runbook.none')}",
      to: '{runbook?.text}</p>\n  <p>{@html runbook?.text}',
    },
  },
];
