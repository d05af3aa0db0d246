import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** The layering of ARCHITECTURE.md, "Rules": who may import whom. */
const zones = [
  {
    target: './contract',
    from: ['./gateway', './main', './preload', './renderer', './e2e', './bench', './scripts'],
    message: 'contract imports nothing of ours',
  },
  {
    target: './gateway',
    from: ['./main', './preload', './renderer', './e2e', './bench'],
    message: 'gateway imports contract only',
  },
  {
    target: './main',
    from: ['./gateway', './preload', './renderer', './e2e', './bench'],
    message: 'main imports contract only',
  },
  {
    target: './preload',
    from: ['./gateway', './main', './renderer', './e2e', './bench'],
    message: 'preload imports contract only',
  },
  {
    target: './renderer',
    from: ['./gateway', './main', './preload', './e2e', './bench'],
    message: 'renderer imports contract only',
  },
  {
    target: './main/console',
    from: ['./main/electron', './main/web', './main/host'],
    message: 'the console knows no host: use its ports',
  },
  {
    target: './main/host',
    from: ['./main/electron', './main/web'],
    message: 'what hosts share knows none of them',
  },
  { target: './main/web', from: ['./main/electron'], message: 'hosts do not know each other' },
  { target: './main/electron', from: ['./main/web'], message: 'hosts do not know each other' },
  ...['map', 'board', 'alarms', 'capacity', 'chart', 'route', 'alarm-desk'].map((panel) => ({
    target: `./renderer/panels/${panel}`,
    from: './renderer/panels',
    except: [`./${panel}`, './types.ts'],
    message: 'panels never import panels',
  })),
];
/** A spec may drive the real other side. */
const specZones = zones.filter((zone) => zone.target === './renderer' || zone.target === './contract');

const restricted = (patterns, paths = []) => ['error', { patterns, paths }];
const electron = {
  regex: '^electron(/|$)',
  message: 'Electron belongs to main/electron and preload',
};
const node = { group: ['node:*', 'fs', 'path', 'os', 'crypto'], message: 'no Node here' };

export default ts.config(
  { ignores: ['dist/', 'release/', 'node_modules/', 'test-results/', '.routewatch/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    plugins: { 'import-x': importX },
    languageOptions: { globals: { ...globals.es2023 } },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.mjs', '.svelte'] } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { maxDepth: 8 }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'no-restricted-imports': restricted([electron]),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', 'renderer/**/*.ts'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['{gateway,main,scripts,bench,e2e,preload}/**/*.{ts,mjs}', '*.{js,ts}'],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ['contract/**/*.ts', 'renderer/**/*.{ts,svelte}'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': restricted([electron, node]) },
  },
  {
    files: ['main/electron/**/*.ts', 'main/index.ts', 'preload/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['main/electron/**/*.ts', 'main/index.ts'],
    ignores: ['main/electron/bridge/**', 'main/electron/security/open-external.ts'],
    rules: {
      'no-restricted-imports': restricted(
        [],
        [
          {
            name: 'electron',
            importNames: ['ipcMain', 'MessageChannelMain'],
            message: 'only main/electron/bridge touches IPC',
          },
          {
            name: 'electron',
            importNames: ['shell'],
            message: 'only main/electron/security/open-external.ts opens addresses',
          },
        ],
      ),
    },
  },
  { files: ['**/*.spec.ts'], rules: { 'import-x/no-restricted-paths': ['error', { zones: specZones }] } },
  { files: ['{scripts,bench,e2e}/**/*.{ts,mjs}', 'gateway/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
