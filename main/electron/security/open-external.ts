import { shell } from 'electron';
import type { Logger } from '../../console/ports.ts';
import { externalOpener, type OpenExternal } from './external.ts';

/** The one place that has Electron's `shell`; a lint allows no other. */
export const openExternal = (hosts: () => readonly string[], log: Logger): OpenExternal =>
  externalOpener((url) => shell.openExternal(url), hosts, log);
