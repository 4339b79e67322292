export { SqliteAuditLog } from './audit-log.js';
export { KeyFiles } from './key-files.js';
export { LogReader, openLogReader } from './log-reader.js';
export type { StoredCheckpoint } from './log-reader.js';
export { openAuditLog } from './open-audit-log.js';
export type { OpenOptions } from './open-audit-log.js';
export type { Pruned, PruneOptions } from './prune.js';
export { SCHEMA } from './schema.js';
