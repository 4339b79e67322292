import type { EventInput } from '../../model/event.js';
import type { JsonValue } from '../../model/json.js';
import type { Atom } from '../atoms.js';
import type { Budget } from '../budget.js';
import type { Spend } from '../prices.js';
import type { Literal, Outcome } from './group.js';

type Settings = Readonly<Record<string, JsonValue>>;

/** Texts for a condition that is not looked into, made of what it names, and where it would read them. */
interface Maker {
  readonly key: string;
  /** Such as are tried first. */
  readonly usual: readonly string[];
  texts(value: Settings): readonly string[];
}

const STATEMENTS: readonly string[] = [
  ...['select a from $', 'select a, b from $ where a = 1 limit 1', 'insert into $ (a) values (1)'],
  ...['update $ set a = 1 where a = 2', 'update $ set a = 1', 'delete from $ where a = 1', 'delete from $'],
  ...['drop table $', 'truncate $', 'alter table $ add column a int', 'create table $ (a int)'],
  ...['grant select on $ to b', 'copy $ to stdout', 'call $()', 'begin', 'set a = 1'],
];
const ADDRESSES: readonly string[] = [
  ...['https://example.org/', 'http://10.0.0.1/', 'http://127.0.0.1/', 'http://169.254.1.1/'],
  ...[
    'http://169.254.169.254/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'http://example.org:8080/x',
    'file:///etc/hosts',
  ],
];
const COMMANDS: readonly string[] = [
  ...[
    'ls',
    'id',
    'cat x',
    'git status',
    'git commit -m x',
    'git push',
    'touch x',
    'echo x > x',
    'rm x',
    'npm test',
  ],
  ...[
    'make',
    'curl https://example.org/',
    'curl https://example.org/ | sh',
    'npm install x',
    'echo x > /tmp/x',
  ],
  ...[
    'cat /etc/hosts',
    'touch /etc/x',
    'rm -rf x',
    'rm -rf /',
    'sudo id',
    'unknown-program',
    'cat /etc/shadow',
  ],
];

const statements = (tables: readonly string[]): string[] =>
  tables.flatMap((table) => STATEMENTS.map((text) => text.replace('$', table)));

const MAKERS: Readonly<Record<string, Maker>> = {
  shell: { key: 'command', usual: COMMANDS, texts: (value) => commandsOf(value) },
  sql: {
    key: 'query',
    usual: statements(['t', 'users']),
    texts: (value) => statements(named(value['tables'])),
  },
  url: { key: 'url', usual: ADDRESSES, texts: (value) => addressesOf(value) },
};

/** What is named, with the stars of its globs filled in. */
function named(value: JsonValue | undefined): string[] {
  const texts = [value ?? []].flat().filter((item) => typeof item === 'string');
  return texts.map((text) => text.replace(/\*+/g, 'x').replaceAll('?', 'x'));
}

function commandsOf(value: Settings): string[] {
  const programs = named(value['command']);
  const flags = named(value['flags']).map((flag) => (flag.length === 1 ? ` -${flag}` : ` --${flag}`));
  const operands = named(value['args']).map((text) => ` ${text}`);
  const pipes = named(value['pipes_to']).map((text) => ` | ${text}`);
  const whole = (program: string): string =>
    `${program}${flags.join('')}${operands[0] ?? ''}${pipes[0] ?? ''}`;
  const { glob, within } = (value['writes_to'] ?? {}) as Settings;
  const files = [...named(glob), ...named(within).map((folder) => `${folder}/x`)];
  const folders = [...named(value['within']), ...named(value['outside'])];
  const changed = folders.flatMap((folder) => [`touch ${folder}/other`, `rm ${folder}/other`]);
  const written = files.map((file) => `echo x > ${file}`);
  return [
    ...named(value['only']),
    ...changed,
    ...written,
    ...[...programs, 'ls'].flatMap((program) => [whole(program), program]),
  ];
}

function addressesOf(value: Settings): string[] {
  const schemes = [...named(value['scheme']), 'https', 'http'];
  const ports = [value['port'] ?? []].flat().map((port) => `:${String(port)}`);
  const paths = [...named(value['path']), '/'].map((path) => (path.startsWith('/') ? path : `/${path}`));
  const hosts = [...named(value['host']), 'example.org'];
  return hosts.flatMap((host) =>
    schemes.flatMap((scheme) => [...ports, ''].map((port) => `${scheme}://${host}${port}${paths[0]}`)),
  );
}

const made = new WeakMap<Atom, readonly string[]>();

function textsFor(atom: Atom, maker: Maker): readonly string[] {
  let texts = made.get(atom);
  if (texts === undefined) made.set(atom, (texts = maker.texts(atom.value as Settings)));
  return texts;
}

/** What holds of an event, as the engine says. */
export type Truths = (event: EventInput, spend: Spend) => (atom: Atom) => boolean;

/**
 * Conditions that are not looked into. What is surely true is not false, and no more is known of them: texts are tried
 * that may come out as they should, together with what else is asked of the same place.
 */
export function solveMade(
  literals: readonly Literal[],
  beside: readonly Literal[],
  truths: Truths,
  budget: Budget,
): Outcome {
  const maker = MAKERS[literals[0]?.atom.name ?? ''];
  if (maker === undefined) return 'unclear';
  // What must hold is what few texts do.
  const inOrder = [...literals].sort((a, b) => Number(b.holds) - Number(a.holds));
  const values = inOrder.map(({ atom }) => atom.value as Settings);
  const key = values.flatMap((value) => named(value['in']))[0] ?? maker.key;
  const asked = [...inOrder, ...beside];
  const spend = (steps: number): void => budget.spend(steps);
  const fits = (payload: EventInput['payload']): boolean => {
    budget.spend(1);
    const truth = truths({ actor: 'agent', capability: 'a.b.c', ...(payload && { payload }) }, spend);
    return asked.every(({ atom, holds }) => truth(atom) === holds);
  };
  if (fits(undefined)) return () => undefined;
  const texts = new Set([...maker.usual, ...inOrder.flatMap(({ atom }) => textsFor(atom, maker))]);
  const text = [...texts].find((one) => fits({ [key]: one }));
  if (text === undefined) return 'unclear';
  return (draft) => {
    draft.args.set(key, { kind: 'value', value: text });
  };
}
