import type { Policy } from '../src/index.js';
import type * as AnalysisModule from '../src/engine/analysis/index.js';
import { loadModule, type Engine } from './engine.js';
import { elapsedMs, median } from './measure.js';
import { count, number, type Section } from './table.js';

type Analysis = typeof AnalysisModule;
type Rule = Readonly<Record<string, unknown>>;

/** A policy, and what a pull request made of it. */
interface Change {
  readonly name: string;
  readonly rules: number;
  readonly before: Policy;
  readonly after: Policy;
  /** Whether the change lets more through. */
  readonly more: boolean;
}

const WORDS = ['rm -rf', 'mkfs', 'drop table', 'shutdown', 'curl', 'passwd', 'truncate', 'chmod 777'];
const PLACES = ['production', 'staging', 'live', 'eu'];

/** One deny rule of a policy of many: each kind of condition in turn, none like another. */
function denyRule(i: number, capability: string): Rule {
  const word = `${WORDS[i % WORDS.length]} ${i}`;
  switch (i % 6) {
    case 0:
      return { capability, contains: word };
    case 1:
      return { capability, match_regex: `\\b${word}\\b.*(--force|-f ${i}\\d+)` };
    case 2:
      return { capability, amount_gt: 1000 + i, environment: PLACES[i % PLACES.length] };
    case 3:
      return { capability, args: { command: { starts_with: word } } };
    case 4:
      return { capability, path_prefix: `/data/${i}`, user_role: `role-${i}` };
    default:
      return { capability, any_of: [{ contains: `${word}!` }, { tenant: `tenant-${i}` }] };
  }
}

function allowRule(i: number, capability: string): Rule {
  const args = { command: { matches: `^[a-z]+ (-[a-z]+ )*file${i}\\.txt$` } };
  return i % 2 === 0 ? { capability, args } : { capability, environment: 'development', amount_lte: i };
}

/** Rules of which four in five deny; `widen` makes the given ones weaker. */
function policyOf(engine: Engine, size: number, capabilities: number, widened: ReadonlySet<number>): Policy {
  const deny: Rule[] = [];
  const allow: Rule[] = [];
  for (let i = 0; i < size; i++) {
    const capability = `tool${Math.floor(i / Math.max(1, size / capabilities))}.run`;
    if (i % 5 === 4) allow.push(allowRule(i, capability));
    else {
      const rule = denyRule(i, capability);
      deny.push(widened.has(i) ? { ...rule, session: 'audited' } : rule);
    }
  }
  return engine.parsePolicy(JSON.stringify({ deny, allow }));
}

function changes(engine: Engine, quick: boolean): Change[] {
  const make = (size: number, capabilities: number, changed: number): Change[] => {
    const widened = new Set(
      Array.from({ length: changed }, (_, i) => i * Math.floor(size / changed / 5) * 5),
    );
    const [before, after] = [new Set<number>(), widened].map((set) =>
      policyOf(engine, size, capabilities, set),
    ) as [Policy, Policy];
    const name = capabilities === 1 ? 'one capability' : `${capabilities} capabilities`;
    return [
      { name, rules: size, before, after, more: true },
      { name, rules: size, before: after, after: before, more: false },
    ];
  };
  const one = (quick ? [10, 50] : [10, 20, 50, 100, 200]).flatMap((size) => make(size, 1, 1));
  const many = (quick ? [200, 1000] : [100, 300, 1000, 3000]).flatMap((size) => make(size, size / 5, 5));
  return [...one, ...many];
}

/** How long it takes to prove what a change of a policy does, and how that grows with the policy. */
export async function proveSection(engine: Engine, quick: boolean): Promise<Section> {
  const { module: analysis } = await loadModule<Analysis>('engine/analysis/index');
  const rows = [];
  for (const change of changes(engine, quick)) rows.push(await measured(analysis, change, quick ? 3 : 5));
  const table = {
    title: 'Proving a change, six questions: ms',
    head: ['rules', 'on', 'question', 'the change lets', 'ms'],
    body: rows.map((row) => [
      count(row.rules),
      row.on,
      'all six claims of policy diff --prove',
      row.more ? 'more through: shown' : 'no more through: proved',
      number(row.ms),
    ]),
    notes: ['One rule of those on one capability is changed, five of the others.'],
  };
  return { name: 'prove', rows, tables: [table] };
}

async function measured(analysis: Analysis, change: Change, rounds: number) {
  const { name, rules, before, after, more } = change;
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    let outcome = '';
    const ms = await elapsedMs(() => (outcome = analysis.proveDiff(before, after).allowsNoMore));
    if (outcome !== (more ? 'refuted' : 'proved')) throw new Error(`${rules} rules: ${outcome}`);
    if (round > 0) times.push(ms);
  }
  return { rules, on: name, more: Number(more), ms: median(times) };
}
