import type { Kind } from './script.js';

/** Kinds of statements by their node in PostgreSQL's parse tree, where the name alone does not say it. */
const KIND_OF: Readonly<Record<string, Kind>> = {
  CompositeTypeStmt: 'create',
  IndexStmt: 'create',
  ViewStmt: 'create',
  RuleStmt: 'create',
  DefineStmt: 'create',
  RenameStmt: 'alter',
  DropdbStmt: 'drop',
  VariableShowStmt: 'show',
  DeclareCursorStmt: 'declare',
  ClosePortalStmt: 'close',
  ConstraintsSetStmt: 'set',
  CheckPointStmt: 'checkpoint',
  RefreshMatViewStmt: 'refresh',
  ReassignOwnedStmt: 'reassign',
  SecLabelStmt: 'security',
  ImportForeignSchemaStmt: 'import',
  ReplicaIdentityStmt: 'alter',
};

const TRANSACTION: Readonly<Record<string, Kind>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_PREPARE: 'commit',
};

/** The kind of a statement, of which the first words of its node's name are the fallback. */
export function pgKind(tag: string, body: Readonly<Record<string, unknown>>): string {
  const known = KIND_OF[tag];
  if (known !== undefined) return known;
  if (tag === 'TransactionStmt') {
    const { kind } = body as { kind: string };
    return TRANSACTION[kind] ?? (kind.includes('ROLLBACK') ? 'rollback' : 'commit');
  }
  if (/^Grant(?:Role)?Stmt$/.test(tag)) return body['is_grant'] === true ? 'grant' : 'revoke';
  if (tag === 'VacuumStmt') return body['is_vacuumcmd'] === true ? 'vacuum' : 'analyze';
  if (tag === 'VariableSetStmt') return /RESET/.test(String(body['kind'])) ? 'reset' : 'set';
  return (/^(?:Create|Alter|Drop)/.exec(tag)?.[0] ?? tag.replace(/Stmt$/, '')).toLowerCase();
}
