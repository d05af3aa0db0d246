import { shell } from 'electron';
import type { Logger } from '../../console/ports.ts';
import { EXTERNAL_HOSTS, externalOpener, type OpenExternal } from './external.ts';

/** The one place that has Electron's `shell`; a lint allows no other. */
export const openExternal = (log: Logger): OpenExternal =>
  externalOpener((url) => shell.openExternal(url), EXTERNAL_HOSTS, log);
