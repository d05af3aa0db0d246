export { createConsole } from './create.ts';
export { fileJournal } from './journal/file-journal.ts';
export { PIN, SYSTEM_TRUST, type Trust } from './net/trust.ts';
export type { Console, ConsoleConfig, CreateConsole, OpenAlarms } from './api.ts';
export type * from './ports.ts';
