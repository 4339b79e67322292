import { FINAL_REQUEST_STATES } from '../../approvals/index.js';

const final = FINAL_REQUEST_STATES.map((state) => `'${state}'`).join(', ');
const of = (path: string): string => `json_extract(body, '$.${path}')`;

/** Each as SQLite keeps it in `sqlite_master`. What is asked for is worked out from the bodies: there is no second copy. */
export const APPROVAL_SCHEMA: readonly string[] = [
  'CREATE TABLE approvals (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL)',
  'CREATE TABLE approval_payloads (id TEXT PRIMARY KEY, body TEXT NOT NULL)',
  'CREATE TABLE approval_uses (id TEXT NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID',
  'CREATE TABLE grants (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL)',
  'CREATE TABLE approval_versions (name TEXT PRIMARY KEY, value INTEGER NOT NULL)',
  `CREATE INDEX approvals_key ON approvals (${of('key')}) WHERE ${of('state')} = 'approved'`,
  `CREATE INDEX approvals_near ON approvals (${of('actor')}, ${of('capability')}, seq) WHERE ${of('state')} = 'approved'`,
  `CREATE INDEX approvals_shape ON approvals (${of('keys.shape')}) WHERE ${of('state')} = 'pending'`,
  `CREATE UNIQUE INDEX approvals_once ON approvals (${of('keys.exact')}) WHERE ${of('state')} = 'pending'`,
  `CREATE INDEX approvals_pending ON approvals (${of('actor')}, ${of('decideBy')}) WHERE ${of('state')} = 'pending'`,
  `CREATE INDEX approvals_rejected ON approvals (${of('actor')}, ${of('decided')}) WHERE ${of('state')} = 'rejected'`,
  'CREATE INDEX approvals_newest ON approvals (seq)',
  'CREATE INDEX grants_newest ON grants (seq)',
  `CREATE INDEX grants_active ON grants (seq) WHERE ${of('state')} = 'active'`,
  `CREATE TRIGGER approvals_final BEFORE UPDATE ON approvals WHEN json_extract(OLD.body, '$.state') IN (${final}) ` +
    `BEGIN SELECT RAISE(ABORT, 'what has ended stays as it ended'); END`,
  `CREATE TRIGGER grants_final BEFORE UPDATE ON grants WHEN json_extract(OLD.body, '$.state') <> 'active' ` +
    `BEGIN SELECT RAISE(ABORT, 'what has ended stays as it ended'); END`,
  `CREATE TRIGGER approval_uses_no_update BEFORE UPDATE ON approval_uses ` +
    `BEGIN SELECT RAISE(ABORT, 'a use stays as it was'); END`,
];
