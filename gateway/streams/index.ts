export { openStreamLog, type StreamLogOptions } from './open.ts';
export { RETAIN, type EmbeddedLog, type Retain } from './log.ts';
export { openSql, type Sql, type SqlValue, type Statement } from './sql.ts';
export type { Opening } from './clean-mark.ts';
