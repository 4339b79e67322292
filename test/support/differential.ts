/** The engine against the reference evaluator, on generated policies and events. */
import { compilePolicy, decide } from '../../src/index.js';
import type { CompiledPolicy } from '../../src/index.js';
import type { JsonObject } from '../../src/engine/model/json.js';
import type { Outcome, PolicyObject } from '../reference/evaluate.js';
import { evaluate } from '../reference/evaluate.js';
import { generateBatch } from './generate.js';
import type { Shape } from './generate.js';
import { parseObject } from './subject.js';
import { shrink } from './shrink.js';

export interface Disagreement {
  readonly seed: number;
  readonly policy: PolicyObject;
  readonly event: JsonObject | null;
  readonly expected: string;
  readonly got: string;
}

export interface Run {
  readonly pairs: number;
  readonly decisions: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly disagreements: readonly Disagreement[];
}

const compile = (policy: PolicyObject): CompiledPolicy => compilePolicy(parseObject(policy));

const line = ({ decision, reason, rule }: Outcome): string => `${decision} ${reason} ${rule ?? '-'}`;

function engineLine(compiled: CompiledPolicy, event: unknown): string {
  const { decision, reason, rule } = decide(compiled, event);
  return line({ decision, reason, rule: rule?.id ?? null });
}

/** What the engine says, or why it says nothing. */
function outcome(policy: PolicyObject, event: JsonObject): string {
  try {
    return engineLine(compile(policy), event);
  } catch (error) {
    return `threw ${(error as Error).message}`;
  }
}

const expected = (policy: PolicyObject, event: JsonObject): string => {
  try {
    return line(evaluate(policy, event));
  } catch {
    return 'nothing';
  }
};

function smallest(seed: number, policy: PolicyObject, event: JsonObject): Disagreement {
  const throws = outcome(policy, event).startsWith('threw');
  const pair = shrink({ policy, event }, (cut) => {
    if (cut.policy === undefined || cut.event === undefined) return false;
    const got = outcome(cut.policy, cut.event);
    const want = expected(cut.policy, cut.event);
    return want !== 'nothing' && got !== want && got.startsWith('threw') === throws;
  });
  return {
    seed,
    ...pair,
    expected: expected(pair.policy, pair.event),
    got: outcome(pair.policy, pair.event),
  };
}

export interface Options {
  readonly pairs: number;
  readonly seed?: number;
  readonly eventsPerPolicy?: number;
  /** How many disagreements to collect before stopping. */
  readonly most?: number;
  readonly shape?: Shape;
}

function firstDisagreement(
  seed: number,
  options: Options,
  count: (line: string) => void,
): Disagreement | null {
  const { policy, events } = generateBatch(seed, options.eventsPerPolicy ?? 20, options.shape);
  let compiled: CompiledPolicy;
  try {
    compiled = compile(policy);
  } catch {
    return smallest(seed, policy, events[0]!);
  }
  for (const event of events) {
    const want = line(evaluate(policy, event));
    count(want);
    if (engineLine(compiled, event) !== want) return smallest(seed, policy, event);
  }
  return null;
}

export function runDifferential(options: Options): Run {
  const decisions: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const disagreements: Disagreement[] = [];
  let pairs = 0;
  const count = (text: string): void => {
    const [decision = '', reason = ''] = text.split(' ');
    decisions[decision] = (decisions[decision] ?? 0) + 1;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    pairs++;
  };
  const most = options.most ?? 1;
  for (let seed = options.seed ?? 1; pairs < options.pairs && disagreements.length < most; seed++) {
    const found = firstDisagreement(seed, options, count);
    if (found !== null) disagreements.push(found);
  }
  return { pairs, decisions, reasons, disagreements };
}

export function describeDisagreement({ seed, policy, event, expected: want, got }: Disagreement): string {
  const text = [`seed ${seed}`, `policy ${JSON.stringify(policy)}`, `event ${JSON.stringify(event)}`];
  return [...text, `expected ${want}`, `got ${got}`].join('\n');
}
