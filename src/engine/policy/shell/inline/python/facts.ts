import type { Word } from '../../script.js';
import type { CodeEffect } from '../code-effect.js';
import { attributesOf } from './attributes.js';
import { Bindings } from './bindings.js';
import { configuredBy } from './django.js';
import { Kept } from './kept.js';
import { LIBRARY_METHODS } from './library-names.js';
import { OF_DJANGO, OF_TABLES_IN_MEMORY } from './library-names-records.js';
import { Objects } from './objects.js';
import { Others } from './own.js';
import { Paths } from './paths.js';
import { Names } from './resolve.js';
import type { Statement } from './syntax.js';
import { TABLED } from './tables.js';
import { walk } from './walk.js';

const IN_MEMORY = /^sqlite(?:\+\w+)?:\/\/(?:\/:memory:)?$/;
/** Packages of stores of which records have the same methods. */
const STORES = 'redis psycopg psycopg2 pymysql duckdb websocket websockets airflow playwright google'.split(
  ' ',
);

/** What is known of a program as a whole. */
export abstract class Facts {
  protected readonly effects: CodeEffect[] = [];
  protected readonly bindings: Bindings;
  protected readonly names: Names;
  protected readonly others: Others;
  protected readonly paths: Paths;
  protected readonly objects: Objects;
  protected readonly kept: Kept;
  /** Names that the code gives to what belongs to its own objects. */
  protected readonly attributes: ReadonlySet<string>;
  /** Whether there are tables of data, whose methods are many. */
  protected readonly tables: boolean;
  /** What belongs to objects of the libraries that are there, and which of it writes files. */
  protected readonly libraryMethods: ReadonlySet<string>;
  protected readonly libraryWriters: ReadonlySet<string>;
  /** Whether some value may be a path, or come from code that is not read here. */
  protected readonly mayHoldPaths: boolean;

  /** Whether records are known to lie in memory only. */
  protected readonly memory: { readonly django: boolean; readonly sqlalchemy: boolean };

  constructor(
    protected readonly body: readonly Statement[],
    argv: readonly Word[] | undefined,
    /** Whether modules are looked for in a folder of the project first. */
    protected readonly near = false,
  ) {
    this.bindings = new Bindings(body);
    this.names = new Names(this.bindings);
    this.others = new Others(this.bindings, near || searchesNear(body, this.names));
    this.paths = new Paths(this.bindings, this.names, argv);
    this.objects = new Objects(body, this.bindings, this.names);
    this.kept = new Kept(this.bindings, this.names, this.others, this.paths);
    this.attributes = attributesOf(body);
    this.effects.push(...this.others.effects(body));
    this.tables = TABLED.some((name) => this.names.imports(name));
    const reaches = STORES.some((name) => this.names.imports(name));
    const configured = configuredBy(body, this.names, this.kept.present);
    this.effects.push(...(configured ?? []));
    this.memory = {
      django: configured !== undefined && !reaches,
      sqlalchemy: !reaches && hasTablesInMemory(body, this.names, this.kept.present),
    };
    const used = LIBRARY_METHODS.filter(([name]) => this.names.imports(name));
    this.libraryMethods = new Set([
      ...used.flatMap(([, methods]) => [...methods]),
      ...(this.memory.django ? OF_DJANGO : []),
      ...(this.memory.sqlalchemy && this.names.imports('sqlalchemy') ? OF_TABLES_IN_MEMORY : []),
    ]);
    this.libraryWriters = new Set(used.flatMap(([, , writes]) => [...writes]));
    this.mayHoldPaths = this.names.imports('pathlib') || this.effects.length > (this.tables ? 1 : 0);
  }
}

/** `sys.path.insert(0, 'src')`, which is judged where it stands: modules are looked for there first. */
function searchesNear(body: readonly Statement[], names: Names): boolean {
  return body.some((node) => {
    const [call] = node.is === 'do' ? node.items : [];
    if (call?.is !== 'call' || call.callee.is !== 'attribute' || call.callee.name !== 'insert') return false;
    const [first] = call.args;
    const foremost = first?.value.is === 'number' && first.value.text === '0';
    return foremost && names.memberOf(call.callee.of) === 'sys.path';
  });
}

/** No database but those that are made here, in memory, and nothing of the project that might hold another. */
function hasTablesInMemory(body: readonly Statement[], names: Names, present: boolean): boolean {
  if (!names.imports('sqlalchemy') || present) return false;
  let memory = true;
  walk(
    body,
    () => {},
    (node) => {
      if (node.is !== 'call' || names.memberOf(node.callee) !== 'sqlalchemy.create_engine') return;
      const [place] = node.args;
      const plain = place?.name === undefined && place?.value.is === 'text';
      memory &&= plain && IN_MEMORY.test(place.value.value ?? '/');
    },
  );
  return memory;
}
