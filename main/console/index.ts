export { createConsole } from './create.ts';
export type { Console, ConsoleConfig, CreateConsole, OpenAlarms } from './api.ts';
export type * from './ports.ts';
