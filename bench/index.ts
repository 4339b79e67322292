/** `npm run bench`: our engine and its peers in one run. See README.md beside this file. */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { approvalsSection } from './approvals.js';
import { auditSection } from './audit.js';
import { compileSection } from './compile.js';
import { decideSection } from './decide.js';
import { efficacySection } from './efficacy.js';
import { isStale, loadModule, type Engine } from './engine.js';
import { FULL, QUICK, type Settings } from './measure.js';
import { peersSection } from './peers.js';
import { proveSection } from './prove.js';
import { replaySection } from './replay.js';
import { scanCostSection } from './scan-cost.js';
import { scanSection } from './scan.js';
import { shellSection } from './shell.js';
import { simulateSection } from './simulate.js';
import { sqlSection } from './sql.js';
import { renderTable, type Section } from './table.js';

const NAMES = [
  'decide',
  'peers',
  'shell',
  'sql',
  'simulate',
  'replay',
  'audit',
  'approvals',
  'prove',
  'scan',
] as const;
type Name = (typeof NAMES)[number];

const USAGE = `usage: npm run bench -- [--only ${NAMES.join('|')}] [--quick] [--json]
       npm run bench -- --scan, and so with each of these names
       npm run bench -- --efficacy [--pack NAME] [--corpus FOLDER] [--json]`;

// On Node 20, runs with Cedar's WebAssembly among the peers ended now and then in V8's own "unreachable code", in its
// deoptimizer, and none did with this off. It costs nanoseconds a call; Cedar's decisions take tens of microseconds.
if (process.version.startsWith('v20.')) setFlagsFromString('--no-turbo-inline-js-wasm-calls');

interface Options {
  readonly names: readonly Name[];
  readonly quick: boolean;
  readonly json: boolean;
  /** Count what packs stop, on corpora of this folder, instead of measuring times. */
  readonly efficacy: boolean;
  readonly packs?: readonly string[] | undefined;
  readonly corpus?: string | undefined;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      efficacy: { type: 'boolean', default: false },
      pack: { type: 'string', multiple: true },
      corpus: { type: 'string' },
      ...Object.fromEntries(NAMES.map((name) => [name, { type: 'boolean' as const }])),
    },
  });
  const named = [...(values.only ?? []), ...NAMES.filter((name) => name in values)];
  const names = (named.length > 0 ? named : NAMES).map((name) => {
    const known = NAMES.find((one) => one === name);
    if (known === undefined) throw new TypeError(`unknown section \`${name}\``);
    return known;
  });
  const { quick, json, efficacy, pack: packs, corpus } = values;
  if (!efficacy && (packs ?? corpus) !== undefined)
    throw new TypeError('`--pack` and `--corpus` belong to `--efficacy`');
  return { names, quick, json, efficacy, packs, corpus };
}

async function runSection(
  name: Name,
  engine: Engine,
  settings: Settings,
  quick: boolean,
): Promise<Section[]> {
  switch (name) {
    case 'decide':
      return [await decideSection(engine, settings, quick), await compileSection(engine, quick)];
    case 'peers':
      return [await peersSection(engine, settings, quick)];
    case 'shell':
      return [await shellSection(engine, quick)];
    case 'sql':
      return [await sqlSection(engine, quick)];
    case 'simulate':
      return [await simulateSection(engine, quick)];
    case 'replay':
      return [await replaySection(engine, quick)];
    case 'audit':
      return [await auditSection(engine, quick)];
    case 'approvals':
      return [await approvalsSection(engine, quick)];
    case 'scan':
      return [scanSection(), scanCostSection(quick)];
    case 'prove':
      return [await proveSection(engine, quick)];
  }
}

async function main(options: Options): Promise<void> {
  const { module: engine, from } = await loadModule<Engine>('index');
  if (options.efficacy) return showEfficacy(engine, options);
  const settings = options.quick ? QUICK : FULL;
  const machine = {
    engine: from,
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
  };
  // Progress goes to stderr, so that stdout is only the results.
  process.stderr.write(`${from}, Node ${machine.node}, ${machine.cpu}, ${settings.rounds} rounds\n`);
  if (isStale()) process.stderr.write('dist is older than src: build first to measure the source as it is\n');
  const sections: Section[] = [];
  for (const name of options.names) {
    process.stderr.write(`measuring ${name} ... `);
    const start = performance.now();
    const fresh = await runSection(name, engine, settings, options.quick);
    process.stderr.write(`${Math.round((performance.now() - start) / 1000)} s\n`);
    sections.push(...fresh);
    if (!options.json) console.log(fresh.flatMap((section) => section.tables.map(renderTable)).join('\n'));
  }
  if (!options.json) return;
  const results = Object.fromEntries(sections.map((section) => [section.name, section.rows]));
  console.log(JSON.stringify({ ...machine, ...settings, results }, null, 2));
}

/** The same texts and policies give the same output, so nothing of the machine is in it. */
function showEfficacy(engine: Engine, { json, packs, corpus }: Options): void {
  if (isStale())
    process.stderr.write('dist is older than src: build first to judge by the source as it is\n');
  const { name, rows, tables } = efficacySection(engine, { packs, folder: corpus });
  if (rows.length === 0) throw new TypeError('there is no such pack, or no corpus for it');
  console.log(json ? JSON.stringify({ [name]: rows }, null, 2) : tables.map(renderTable).join('\n'));
}

function options(): Options {
  try {
    return readOptions();
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

// A wrong decision anywhere ends the run: a fast wrong answer is not a result.
main(options()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
