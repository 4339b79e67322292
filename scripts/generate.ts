import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { KEY_WORDS } from '../src/engine/policy/readings/keys.js';
import { MATCHERS } from '../src/engine/policy/conditions/matchers.js';
import { OPERATORS } from '../src/engine/policy/conditions/index.js';
import { policyJsonSchema } from '../src/engine/policy/schema.js';
import { DETECTORS } from '../src/engine/scan/index.js';
import type { Detector } from '../src/engine/scan/index.js';
import { settingsJsonSchema } from '../src/engine/scan/schema.js';

/** What follows from the code: the JSON Schemas for editors and the tables of the docs, by file. */
export async function generated(): Promise<Map<string, string>> {
  const json = (schema: unknown) => format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });
  return new Map([
    ['schema/policy.schema.json', await json(policyJsonSchema())],
    ['schema/settings.schema.json', await json(settingsJsonSchema())],
    ...['docs/policy.md', 'docs/check.md'].map((file) => [file, fill(readFileSync(file, 'utf8'))] as const),
  ]);
}

const TABLES: Readonly<Record<string, () => string>> = { conditions, matchers, keys, frameworks };

/** Replaces what stands between `<!-- generated:NAME -->` and `<!-- /generated -->`. */
function fill(text: string): string {
  return text.replace(
    /(<!-- generated:(\w+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, open: string, name: string, close: string) => {
      const table = TABLES[name];
      if (table === undefined) throw new Error(`the docs ask for an unknown table ${name}`);
      return `${open}${table()}\n${close}`;
    },
  );
}

function conditions(): string {
  const rows = OPERATORS.map(({ key, doc }) => [
    `\`${key}\``,
    doc.value,
    doc.reads,
    doc.readings,
    `\`${key}: ${JSON.stringify(doc.example)}\``,
  ]);
  return table(['condition', 'value', 'reads', 'readings', 'example'], rows);
}

function matchers(): string {
  return table(
    ['matcher', 'accepts'],
    Object.entries(MATCHERS).map(([key, { doc }]) => [`\`${key}\``, doc]),
  );
}

function keys(): string {
  return table(
    ['kind', 'a key with one of these words'],
    Object.entries(KEY_WORDS).map(([kind, words]) => [kind, words.map((word) => `\`${word}\``).join(' ')]),
  );
}

function frameworks(): string {
  return table(
    ['framework', '`framework` in reports', 'what defines a tool'],
    DETECTORS.map((detector) => [detector.title, `\`${detector.name}\``, constructsOf(detector)]),
  );
}

function constructsOf({
  tools = [],
  classes = [],
  typed = [],
  sinks = [],
  ready = [],
  own = [],
}: Detector): string {
  const shapes = [...typed, ...sinks].flatMap(({ shape }) => (shape === undefined ? [] : [shape]));
  const names = [...tools, ...classes, ...shapes, ...ready].map(({ construct }) => construct);
  return [...new Set([...names, ...own])].map((name) => `\`${name}\``).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv[1]?.endsWith('generate.ts') === true) {
  mkdirSync('schema', { recursive: true });
  for (const [file, text] of await generated()) writeFileSync(file, text);
}
