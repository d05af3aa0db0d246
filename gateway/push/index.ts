export { createPush, type PushOptions, type PushServer } from './push.ts';
export { sqlCommands, type CommandStore } from './commands.ts';
export { LIMITS, type Limits, type Rate } from './limits.ts';
export type { Logger } from './logger.ts';
