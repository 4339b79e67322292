/** What an SQL text says, whichever parser read it. */

export const EFFECTS = [
  'execute',
  'network',
  'read_secret',
  'write_file',
  'privilege',
  'admin',
  'unknown',
] as const;
/**
 * What a statement does beyond its tables: runs code, reaches other machines, reads files or credentials, writes files,
 * changes who may do what, controls the server; `unknown` for a function that nobody here knows.
 */
export type Effect = (typeof EFFECTS)[number];

export const KINDS = [
  ...['select', 'insert', 'update', 'delete', 'merge', 'replace', 'truncate', 'copy', 'load'],
  ...['create', 'alter', 'drop', 'rename', 'comment', 'grant', 'revoke', 'import', 'reassign', 'security'],
  ...['begin', 'commit', 'rollback', 'savepoint', 'release', 'lock', 'unlock'],
  ...['set', 'reset', 'show', 'use', 'explain', 'describe', 'prepare', 'execute', 'deallocate', 'declare'],
  ...['fetch', 'close', 'call', 'do', 'vacuum', 'analyze', 'cluster', 'reindex', 'refresh', 'checkpoint'],
  ...['discard', 'listen', 'notify', 'unlisten', 'attach', 'detach', 'pragma', 'kill', 'handler', 'flush'],
  ...['deny', 'shutdown', 'dbcc', 'backup', 'restore', 'waitfor'],
] as const;
export type Kind = (typeof KINDS)[number];

/** A table, as it is written. Without a name: any table of the schema, or any at all. */
export interface TableRef {
  readonly schema?: string | undefined;
  readonly name?: string | undefined;
  readonly written: boolean;
  /** No table, but where names without a schema are looked up from here on. */
  readonly path?: boolean;
}

export interface Statement {
  /** Undefined for one that nobody can see, as the body of a `DO`. */
  readonly kind: string | undefined;
  readonly tables: readonly TableRef[];
  readonly effects: ReadonlySet<Effect>;
  /** An update or delete that nothing restricts to some rows. */
  readonly withoutWhere: boolean;
  /** A select from tables that nothing bounds. */
  readonly limitMissing: boolean;
}

/** All statements of a text, those inside others too. */
export interface Script {
  readonly statements: readonly Statement[];
  /** Whether more than one statement stands side by side. */
  readonly multiple: boolean;
  /** Why nobody can say what the text means. */
  readonly unclear?: string;
}

/** A statement while it is read. */
export class Draft implements Statement {
  readonly tables: TableRef[] = [];
  readonly effects = new Set<Effect>();
  withoutWhere = false;
  limitMissing = false;

  constructor(readonly kind: string | undefined) {}

  add(effects: Iterable<Effect>): void {
    for (const effect of effects) this.effects.add(effect);
  }
}

/** Texts of this many statements are data, not a request. */
export const MAX_STATEMENTS = 20_000;

export function unclear(why: string): Script {
  return { statements: [], multiple: false, unclear: why };
}
