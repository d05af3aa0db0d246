import type { Logger as Pino } from 'pino';
import type { Logger } from '../console/ports.ts';

/** The console's log by pino. */
export function pinoLog(log: Pino): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
      log[level](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
