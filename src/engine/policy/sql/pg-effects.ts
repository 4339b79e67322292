import type { Node } from './pg-nodes.js';
import { optionEffects, settingEffects } from './pg-settings.js';
import type { Effect, TableRef } from './script.js';

/** What a statement of PostgreSQL does beyond what its kind says, and the tables that stand in it as bare names. */
export interface Seen {
  readonly effects: readonly Effect[];
  readonly tables: readonly TableRef[];
}

type See = (body: Node) => Partial<Seen>;
const ANY_TABLE: TableRef = { written: true };
const effects =
  (...names: Effect[]): See =>
  () => ({ effects: names });
const anyTable: See = () => ({ tables: [ANY_TABLE] });

const SEE: Readonly<Record<string, See>> = {
  CopyStmt({ is_program, is_from, filename }) {
    if (is_program === true) return { effects: ['execute'] };
    if (filename === undefined) return {};
    return { effects: [is_from === true ? 'read_secret' : 'write_file'] };
  },
  DropStmt: dropped,
  DropdbStmt: anyTable,
  DropOwnedStmt: anyTable,
  ReassignOwnedStmt: anyTable,
  // What its body does stands in a text, and happens when somebody calls it.
  CreateFunctionStmt: ({ options }) => ({ effects: [untrusted(options) ? 'execute' : 'unknown'] }),
  CreateExtensionStmt: effects('execute'),
  AlterExtensionStmt: effects('execute'),
  CreatePLangStmt: effects('execute'),
  LoadStmt: effects('execute'),
  DoStmt: () => ({ tables: [ANY_TABLE] }),
  CallStmt: anyTable,
  AlterSystemStmt: effects('admin', 'execute'),
  CheckPointStmt: effects('admin'),
  CreatedbStmt: effects('admin'),
  AlterDatabaseStmt: effects('admin'),
  AlterDatabaseSetStmt: () => ({ effects: ['admin'], tables: [ANY_TABLE] }),
  CreateTableSpaceStmt: effects('admin', 'write_file'),
  CreateSubscriptionStmt: effects('network'),
  AlterSubscriptionStmt: effects('network'),
  CreateForeignServerStmt: effects('network'),
  AlterForeignServerStmt: effects('network'),
  CreateFdwStmt: effects('network', 'execute'),
  ImportForeignSchemaStmt: effects('network'),
  CreateUserMappingStmt: effects('network', 'privilege'),
  CreateRoleStmt: effects('privilege'),
  AlterRoleStmt: effects('privilege'),
  AlterRoleSetStmt: () => ({ effects: ['privilege'], tables: [ANY_TABLE] }),
  DropRoleStmt: effects('privilege'),
  AlterOwnerStmt: effects('privilege'),
  AlterPolicyStmt: effects('privilege'),
  CreatePolicyStmt: effects('privilege'),
  AlterDefaultPrivilegesStmt: effects('privilege'),
  GrantRoleStmt: effects('privilege'),
  GrantStmt: ({ targtype, objects }) => ({
    effects: ['privilege'],
    tables: targtype === 'ACL_TARGET_ALL_IN_SCHEMA' ? schemas(objects) : [],
  }),
  // These may be of anybody's transactions, and hold locks for as long as nobody ends them.
  TransactionStmt: ({ kind, options }) => ({
    effects: /PREPARE/.test(String(kind)) ? ['admin'] : optionEffects(options),
  }),
  VariableSetStmt(body) {
    // From here on, names without a schema lead there.
    const path = String(body['name']).toLowerCase() === 'search_path';
    return { effects: settingEffects(body), ...(path ? { tables: searchPath(body['args']) } : {}) };
  },
};

/** Settings by which the texts after them are read otherwise than here. */
export function changesReading(setting: string): boolean {
  return /^(?:standard_conforming_strings|backslash_quote|client_encoding|names)$/i.test(setting);
}

export function pgEffects(tag: string, body: Node): Seen {
  return { effects: [], tables: [], ...SEE[tag]?.(body) };
}

const TABLE_LIKE = /_(?:TABLE|VIEW|MATVIEW|FOREIGN_TABLE|SEQUENCE|INDEX)$/;
const ON_TABLE = /_(?:TRIGGER|RULE|POLICY)$/;

/** What is dropped stands there as lists of names. */
function dropped({ removeType, objects }: Node): Partial<Seen> {
  const type = String(removeType);
  if (type === 'OBJECT_SCHEMA') return { tables: schemas(objects) };
  const cut = ON_TABLE.test(type) ? 1 : 0;
  if (cut === 0 && !TABLE_LIKE.test(type)) return {};
  const lists = (objects ?? []) as readonly { List?: { items?: readonly unknown[] } }[];
  const names = lists.map(({ List: list }) => (list?.items ?? []).map(textOf));
  return { tables: names.map((parts) => tableOf(parts.slice(0, parts.length - cut))) };
}

function tableOf(parts: readonly string[]): TableRef {
  const schema = parts.slice(0, -1).join('.');
  return { schema: schema === '' ? undefined : schema, name: parts.at(-1), written: true };
}

function schemas(objects: unknown): TableRef[] {
  return ((objects ?? []) as readonly unknown[]).map((item) => ({ schema: textOf(item), written: true }));
}

function searchPath(args: unknown): TableRef[] {
  const list = (args ?? []) as readonly { A_Const?: { sval?: { sval?: string } } }[];
  return list.map((item) => ({ schema: item.A_Const?.sval?.sval, written: false, path: true }));
}

function textOf(node: unknown): string {
  return (node as { String?: { sval?: string } } | null)?.String?.sval ?? '';
}

const TRUSTED = /^(?:sql|plpgsql|plperl|pltcl|plv8|internal)$/i;

/** A language in which a function can do what the server's own account can. */
function untrusted(options: unknown): boolean {
  const list = (options ?? []) as readonly { DefElem?: Node }[];
  const language = list.find(({ DefElem: item }) => item?.['defname'] === 'language')?.DefElem?.['arg'];
  return language !== undefined && (!TRUSTED.test(textOf(language)) || /^internal$/i.test(textOf(language)));
}
