import { functionEffects } from './functions.js';
import { changesReading, pgEffects } from './pg-effects.js';
import { pgKind } from './pg-kinds.js';
import { endless, isCut, overwritesItself, unbounded } from './pg-selects.js';
import { pgChangesAll } from './pg-joins.js';
import { targetOf } from './pg-target.js';
import { pgHoldsAlways } from './pg-where.js';
import type { Node } from './pg-nodes.js';
import { Draft, MAX_STATEMENTS, unclear } from './script.js';
import { isCatalogue, isSecret } from './secrets.js';
import type { Script, TableRef } from './script.js';

/** Where in a statement the reader is: whose tables they are, and which names are no tables but queries. */
interface Scope {
  readonly draft: Draft;
  readonly names: ReadonlySet<string>;
  readonly writes: boolean;
}

const MAX_DEPTH = 2_000;
const NO_NAMES: ReadonlySet<string> = new Set();
/** Statements that hold one which runs, now or when it is asked for: it counts as one of its own. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...['PrepareStmt', 'DeclareCursorStmt', 'CopyStmt', 'CreateTableAsStmt', 'ExplainStmt'],
]);

/** Reads a parse tree of PostgreSQL's grammar as a script. */
export function readPgTree(tree: unknown): Script {
  const { stmts } = tree as { stmts?: readonly { stmt?: Node }[] };
  const list = (stmts ?? []).filter(({ stmt }) => stmt !== undefined);
  if (list.length > MAX_STATEMENTS) return unclear('it has too many statements');
  const reader = new Reader();
  try {
    for (const { stmt } of list) reader.statement(stmt as Node, NO_NAMES);
  } catch (error) {
    if (error instanceof TooDeep) return unclear('it is nested too deeply');
    throw error;
  }
  return { statements: reader.statements, multiple: list.length > 1 };
}

class TooDeep extends Error {}

class Reader {
  readonly statements: Draft[] = [];
  readonly #prepared = new Set<unknown>();

  constructor(private depth = 0) {}

  /** Goes one level down; whoever does comes up again. */
  #enter(): void {
    if (this.depth++ >= MAX_DEPTH) throw new TooDeep();
  }

  /** Reads one statement, and lists it with those inside it. */
  statement(node: Node, names: ReadonlySet<string>): Draft {
    this.#enter();
    const [tag, body] = Object.entries(node)[0] as [string, Node];
    const kind = pgKind(tag, body);
    const draft = new Draft(kind);
    this.statements.push(draft);
    const writes = tag !== 'CopyStmt' || body['is_from'] === true;
    const scope: Scope = { draft, names, writes };
    if (tag === 'SelectStmt') this.#select(body, { ...scope, writes: false });
    else if (/^(?:Insert|Update|Delete|Merge)Stmt$/.test(tag)) this.#change(tag, body, scope);
    else this.#utility(tag, body, scope);
    if (tag === 'SelectStmt') draft.limitMissing = draft.tables.length > 0 && unbounded(body);
    this.depth--;
    return draft;
  }

  #select(body: Node, scope: Scope): void {
    this.#enter();
    const names = this.#with(body['withClause'], scope, isCut(body));
    const inner = { ...scope, names, writes: false };
    const into = (body['intoClause'] as { rel?: Node } | undefined)?.rel;
    if (into !== undefined) {
      const create = new Draft('create');
      this.statements.push(create);
      this.#table(into, { ...inner, draft: create, writes: true });
    }
    for (const [key, value] of Object.entries(body)) {
      if (key === 'larg' || key === 'rarg') this.#select(value as Node, inner);
      else if (key !== 'withClause' && key !== 'intoClause') this.#visit(value, inner);
    }
    this.depth--;
  }

  /** The names that a WITH gives. Each query of it sees those before it, and with RECURSIVE all. */
  #with(clause: unknown, scope: Scope, bounded = false): ReadonlySet<string> {
    if (clause === undefined) return scope.names;
    const { ctes, recursive } = clause as { ctes: readonly { CommonTableExpr: Node }[]; recursive?: boolean };
    const names = new Set(scope.names);
    const nameOf = (cte: Node): string => String(cte['ctename']);
    if (recursive === true) for (const cte of ctes) names.add(nameOf(cte.CommonTableExpr));
    if (recursive === true && ctes.some(({ CommonTableExpr: cte }) => endless(cte)) && !bounded)
      scope.draft.effects.add('admin');
    for (const { CommonTableExpr: cte } of ctes) {
      this.#query(cte['ctequery'] as Node, { ...scope, names: new Set(names), writes: false });
      names.add(nameOf(cte));
    }
    return names;
  }

  /** A query inside a statement is part of it; a change inside one is a statement of its own. */
  #query(node: Node, scope: Scope): void {
    const select = node['SelectStmt'] as Node | undefined;
    if (select !== undefined) this.#select(select, scope);
    else this.statement(node, scope.names);
  }

  #change(tag: string, body: Node, scope: Scope): void {
    const names = this.#with(body['withClause'], scope);
    this.#table(body['relation'] as Node, { ...scope, names: NO_NAMES });
    for (const [key, value] of Object.entries(body)) {
      if (key !== 'withClause' && key !== 'relation') this.#visit(value, { ...scope, names, writes: false });
    }
    if (tag === 'InsertStmt') scope.draft.withoutWhere = overwritesItself(body);
    if (tag === 'DeleteStmt' || tag === 'UpdateStmt')
      scope.draft.withoutWhere = pgChangesAll(body, targetOf(body));
    for (const { MergeWhenClause: clause } of (body['mergeWhenClauses'] ?? []) as { MergeWhenClause: Node }[])
      this.#mergeAction(clause, body, scope.draft);
  }

  #mergeAction(clause: Node, merge: Node, draft: Draft): void {
    const kind = /^CMD_(INSERT|UPDATE|DELETE)$/.exec(String(clause['commandType']))?.[1]?.toLowerCase();
    if (kind === undefined) return;
    const action = new Draft(kind);
    action.tables.push(...draft.tables);
    // Rows that the other table knows nothing of are all that it does not name.
    const unmatched = clause['matchKind'] === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE';
    const conditions = unmatched ? [clause['condition']] : [merge['joinCondition'], clause['condition']];
    action.withoutWhere =
      kind !== 'insert' && conditions.every((item) => pgHoldsAlways(item, targetOf(merge)));
    this.statements.push(action);
  }

  #utility(tag: string, body: Node, scope: Scope): void {
    const { draft } = scope;
    const seen = pgEffects(tag, body);
    draft.add(seen.effects);
    draft.tables.push(...seen.tables);
    const { query } = body as { query?: Node };
    const held = HOLDERS.has(tag) && query !== undefined ? query : undefined;
    for (const [key, value] of Object.entries(body)) if (value !== held) this.#visit({ [key]: value }, scope);
    if (held !== undefined) this.#held(tag, body, held, scope);
    if (tag === 'PrepareStmt') this.#prepared.add(body['name']);
    // What these run stands in a text of another language, or elsewhere.
    if (tag === 'DoStmt') this.#opaque();
    if (tag === 'ExecuteStmt' && !this.#prepared.has(body['name'])) {
      draft.tables.push({ written: true });
      this.#opaque();
    }
    if (tag === 'VariableSetStmt' && changesReading(String(body['name']))) this.#opaque();
  }

  #opaque(): void {
    const hidden = new Draft(undefined);
    hidden.effects.add('unknown');
    this.statements.push(hidden);
  }

  #held(tag: string, body: Node, query: Node, scope: Scope): void {
    const runs = tag !== 'ExplainStmt' || analyses(body);
    const reader = runs ? this : new Reader(this.depth);
    const inner = reader.statement(query, scope.names);
    scope.draft.tables.push(...inner.tables);
    // A planner computes what it can.
    if (!runs) scope.draft.add(inner.effects);
  }

  #visit(node: unknown, scope: Scope): void {
    if (typeof node !== 'object' || node === null) return;
    this.#enter();
    if (Array.isArray(node)) for (const item of node) this.#visit(item, scope);
    else if (typeof (node as Node)['relname'] === 'string') this.#table(node as Node, scope);
    else for (const key in node) this.#member(key, (node as Node)[key], scope);
    this.depth--;
  }

  #member(key: string, value: unknown, scope: Scope): void {
    if (typeof value !== 'object') return;
    if (key === 'FuncCall' || key === 'funccall') this.#function(value as Node, scope.draft);
    if (key === 'SelectStmt') this.#select(value as Node, scope);
    else if (key.endsWith('Stmt') && /^[A-Z]/.test(key)) this.statement({ [key]: value }, scope.names);
    else this.#visit(value, scope);
  }

  #table(node: Node, { draft, names, writes }: Scope): void {
    const { catalogname, schemaname, relname } = node as Record<string, string | undefined>;
    const schema = [catalogname, schemaname].filter((part) => part !== undefined).join('.') || undefined;
    if (relname === undefined || (schema === undefined && names.has(relname))) return;
    const table: TableRef = { schema, name: relname, written: writes };
    draft.tables.push(table);
    if (isSecret(table)) draft.effects.add('read_secret');
    if (writes && isCatalogue(table)) draft.add(['privilege', 'admin']);
  }

  #function({ funcname, args }: Node, draft: Draft): void {
    const parts = funcname as readonly unknown[];
    const names = parts.map((part) => (part as { String?: { sval?: string } }).String?.sval ?? '');
    const name = names.at(-1) ?? '';
    const effects = functionEffects(name, names.length > 1 ? names.at(-2) : undefined);
    draft.add(effects);
    if (name === 'set_config') this.#setting(args as readonly unknown[] | undefined, draft);
    // It runs a text.
    else if (effects.has('execute')) this.#opaque();
  }

  #setting(args: readonly unknown[] | undefined, draft: Draft): void {
    const name = (args?.[0] as { A_Const?: { sval?: { sval?: string } } } | undefined)?.A_Const?.sval?.sval;
    if (name === undefined || changesReading(name)) this.#opaque();
    if (name === undefined || name.toLowerCase() === 'search_path')
      draft.tables.push({ written: false, path: true });
  }
}

/** `EXPLAIN` shows a plan; with ANALYZE it runs the statement. */
function analyses(body: Node): boolean {
  const options = (body['options'] ?? []) as { DefElem: Node }[];
  return options.some(({ DefElem: { defname, arg } }) => {
    const value = JSON.stringify(arg ?? true).toLowerCase();
    return (
      String(defname).toLowerCase() === 'analyze' &&
      !/"(?:false|off)"|"(?:bool|i)val":(?:false|0|\{\})/.test(value)
    );
  });
}
