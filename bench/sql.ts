import { loadModule, type Engine } from './engine.js';
import { elapsedMs, median } from './measure.js';
import { count, number, type Section } from './table.js';

/** Statements as applications and agents write them, in words that all dialects share; `#` makes each text new. */
const TYPICAL: readonly string[] = [
  'SELECT id, name FROM users WHERE id = #',
  "SELECT u.id, count(o.id) AS orders FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE u.plan = 'p#' GROUP BY u.id",
  "INSERT INTO events (kind, user_id) VALUES ('login', #)",
  "UPDATE orders SET status = 'shipped' WHERE id = # AND status = 'paid'",
  "DELETE FROM sessions WHERE user_id = # AND state = 'expired'",
  'WITH recent AS (SELECT * FROM orders WHERE id > #) SELECT status, count(*) FROM recent GROUP BY status',
  'SELECT name FROM products WHERE price BETWEEN # AND 900 OR id IN (1, 2, #)',
  'DROP TABLE scratch_#',
];

const DIALECTS = ['postgres', 'mysql', 'sqlite', 'tsql', 'any'] as const;
type Dialect = (typeof DIALECTS)[number];
type Policy = ReturnType<Engine['compilePolicy']>;
type Parse = (text: string) => unknown;

const rules = (dialect: Dialect) => ({
  deny: [
    { capability: 'sql', sql: { statement: ['drop', 'truncate', 'alter'], dialect } },
    { capability: 'sql', sql: { statement: ['delete', 'update'], without_where: true, dialect } },
    { capability: 'sql', sql: { effects: ['execute', 'network', 'read_secret', 'write_file'], dialect } },
    { capability: 'sql', sql: { tables: ['secrets', 'vault.*'], dialect } },
  ],
  allow: [{ capability: 'sql', sql: { only: ['select', 'insert', 'update', 'delete'], dialect } }],
});

/**
 * One decision of a policy with five `sql` rules: with new texts that differ in their values, with such that are about
 * tables never named before, with known ones, and what the parser alone takes.
 */
export async function sqlSection(engine: Engine, quick: boolean): Promise<Section> {
  const rows = [];
  for (const dialect of DIALECTS) rows.push(await measure(engine, dialect, quick));
  return { name: 'sql', rows, tables: [table(rows)] };
}

async function measure(engine: Engine, dialect: Dialect, quick: boolean) {
  const policy = engine.compilePolicy(engine.parsePolicy(JSON.stringify(rules(dialect))));
  const parse = await bareParser(dialect);
  const rounds = quick ? 5 : 15;
  const size = quick ? 400 : 1_600;
  const cold: number[] = [];
  const shapes: number[] = [];
  const cached: number[] = [];
  const bare: number[] = [];
  // No dialect may find what another one has parsed before it.
  const salt = 1 + DIALECTS.indexOf(dialect);
  for (let round = 0; round < rounds; round++) {
    cold.push(await each(texts(size, `${salt}7${round}0`), (text) => decide(engine, policy, text)));
    const others = ofOtherTables(texts(size, `${salt}9${round}0`), `${salt}${round}`);
    shapes.push(await each(others, (text) => decide(engine, policy, text)));
    const few = texts(TYPICAL.length, '5');
    const known = Array.from({ length: size / TYPICAL.length }, () => few).flat();
    cached.push(await each(known, (text) => decide(engine, policy, text)));
    bare.push(await each(texts(size, `${salt}8${round}0`), parse));
  }
  const long = `SELECT 1 FROM t WHERE id IN (${`${salt}000000, `.repeat(116_000)}1)`;
  const mebibyteMs = await elapsedMs(() => decide(engine, policy, long));
  const [coldUs, shapeUs] = [median(cold), median(shapes)];
  return { dialect, coldUs, shapeUs, cachedUs: median(cached), bareUs: median(bare), mebibyteMs };
}

type Pg = { parsePg: Parse };
type Peers = { loadPeerEngine(dialect: Dialect): { parse(text: string, options: object): unknown } };
const DATABASE = { mysql: 'MySQL', sqlite: 'Sqlite', tsql: 'TransactSQL' } as const;

/** The parser that stands behind a dialect, by itself; for `any` all of them. */
async function bareParser(dialect: Dialect): Promise<Parse> {
  const { module: pg } = await loadModule<Pg>('engine/policy/sql/pg-engine');
  const { module: peers } = await loadModule<Peers>('engine/policy/sql/peer-engine');
  if (dialect === 'postgres') return pg.parsePg;
  const own = (['mysql', 'sqlite', 'tsql'] as const).filter((one) => dialect === one || dialect === 'any');
  const parsers = own.map((one) => ({ parser: peers.loadPeerEngine(one), database: DATABASE[one] }));
  return (text) => {
    if (dialect === 'any') pg.parsePg(text);
    for (const { parser, database } of parsers) parser.parse(text, { database });
  };
}

function texts(size: number, salt: string): string[] {
  return Array.from({ length: size }, (_, i) =>
    (TYPICAL[i % TYPICAL.length] as string).replaceAll('#', `${salt}${i}`),
  );
}

/** Of a shape that no parser has met: where only values differ, some of the work may be shared. */
function ofOtherTables(list: readonly string[], salt: string): string[] {
  return list.map((text, i) =>
    text.replace(/\b(?:users|orders|events|sessions|products|recent)\b/g, `$&_${salt}x${i}`),
  );
}

async function each(list: readonly string[], run: (text: string) => unknown): Promise<number> {
  const ms = await elapsedMs(() => {
    for (const text of list) run(text);
  });
  return (ms * 1000) / list.length;
}

function decide(engine: Engine, policy: Policy, query: string): void {
  engine.decide(policy, { actor: 'agent', capability: 'sql.exec.dev', payload: { query } });
}

function table(rows: readonly Awaited<ReturnType<typeof measure>>[]) {
  const { deny, allow } = rules('any');
  return {
    title: `One decision over ${count(deny.length + allow.length)} rules with \`sql\``,
    head: [
      '',
      'a new statement, µs',
      'of a new shape, µs',
      'a known one, µs',
      'its parser alone, µs',
      '1 MiB, ms',
    ],
    body: rows.map((row) => [
      row.dialect,
      ...[row.coldUs, row.shapeUs, row.cachedUs, row.bareUs, row.mebibyteMs].map(number),
    ]),
  };
}
