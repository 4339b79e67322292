import type { JsonObject, JsonValue } from '../../src/engine/model/json.js';
import type { PolicyObject, Rule } from '../reference/evaluate.js';
import { regex } from './generate-regex.js';
import type { Rng } from './rng.js';
import * as v from './vocabulary.js';

/** What a test may leave out: `args` breaks some laws on purpose, being about one argument in one place. */
export interface Shape {
  readonly args?: boolean;
  readonly regex?: boolean;
  readonly legacy?: boolean;
  /** What most conditions are about. */
  readonly focus?: v.Focus;
}

type Conditions = Record<string, JsonValue>;
type Make = (r: Rng, shape: Shape, depth: number) => JsonValue;

const needle = (r: Rng): string => r.pick(r.chance(0.4) ? v.COMMON : v.NEEDLES);
const needles = (r: Rng): JsonValue => (r.chance(0.6) ? needle(r) : r.some(1, 3, () => needle(r)));

const oneOrMore = <T extends JsonValue>(r: Rng, from: readonly T[]): T | T[] =>
  r.chance(0.7) ? r.pick(from) : r.some(1, 3, () => r.pick(from));

export function capability(r: Rng): string {
  const length = 1 + r.below(r.chance(0.2) ? 4 : 3);
  const segments = v.SEGMENTS.slice(0, length).map((some) => r.pick(r.chance(0.25) ? v.SEGMENT_GLOBS : some));
  return (r.chance(0.15) ? [...segments.slice(0, -1), '*'] : segments).join('.');
}

const MATCHERS: Record<string, (r: Rng) => JsonValue> = {
  eq: (r) => r.pick(v.ARGUMENT_VALUES),
  ne: (r) => r.pick(v.ARGUMENT_VALUES),
  in: (r) => r.some(1, 3, () => r.pick(v.ARGUMENT_VALUES)),
  not_in: (r) => r.some(1, 3, () => r.pick(v.ARGUMENT_VALUES)),
  gt: (r) => r.pick(v.BOUNDS),
  gte: (r) => r.pick(v.BOUNDS),
  lt: (r) => r.pick(v.BOUNDS),
  lte: (r) => r.pick(v.BOUNDS),
  contains: (r) => r.pick(['secret', 'b', '@', ' ', 'e']),
  starts_with: (r) => r.pick(['b', 's', '/etc', 'a@']),
  seeks: (r) => r.pick([['.env', '*.pem'], 'b', 'id_rsa']),
  ends_with: (r) => r.pick(['b', '@example.com', 't', '😀']),
  matches: regex,
  glob: (r) => r.pick(['*@example.com', 'b?b', '*', 'secret', '/etc/*']),
  exists: (r) => r.chance(0.5),
  type: (r) => r.pick(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']),
  length_lte: (r) => r.below(4),
  length_gte: (r) => r.below(4),
  within: (r) => r.pick(v.PREFIXES),
  outside: (r) => r.pick(v.PREFIXES),
};
const MATCHER_NAMES = Object.keys(MATCHERS);

function matcher(r: Rng): JsonValue {
  if (r.chance(0.15)) return r.pick(['bob', 5, true, 'secret', '5']);
  const out: Conditions = {};
  for (const name of r.some(1, 2, () => r.pick(MATCHER_NAMES))) out[name] = MATCHERS[name]!(r);
  return out;
}

function args(r: Rng): JsonValue {
  const out: Conditions = {};
  for (const argument of r.some(1, 2, () => r.pick(v.ARGUMENTS))) out[argument] = matcher(r);
  return out;
}

function path(r: Rng): JsonValue {
  const out: Conditions = {};
  const names = r.some(1, 2, () => r.pick(['within', 'outside', 'glob', 'within']));
  for (const name of names) out[name] = r.pick(name === 'glob' ? v.GLOBS : v.PREFIXES);
  return out;
}

const amount: Make = (r) => r.pick(v.BOUNDS);
const depthBound: Make = (r) => r.below(4);
const hostGlob: Make = (r) => oneOrMore(r, v.HOST_GLOBS);
const nested: Make = (r, shape, depth) => conditions(r, shape, depth - 1, 1);
const nestedList: Make = (r, shape, depth) => r.some(1, 3, () => conditions(r, shape, depth - 1, 1));

/** Each kind of condition by how often it is wanted. */
const KINDS: readonly (readonly [weight: number, name: string, make: Make])[] = [
  [6, 'contains', needles],
  [1, 'match_keywords', needles],
  [2, 'match_regex', (r) => (r.chance(0.7) ? regex(r) : r.some(1, 6, () => regex(r)))],
  [2, 'amount_gt', amount],
  [2, 'amount_gte', amount],
  [2, 'amount_lt', amount],
  [2, 'amount_lte', amount],
  [4, 'path_prefix', (r) => oneOrMore(r, v.PREFIXES)],
  [3, 'path', path],
  [1, 'environment', hostGlob],
  [1, 'actor', hostGlob],
  [1, 'tenant', hostGlob],
  [1, 'user_role', hostGlob],
  [1, 'session', hostGlob],
  [2, 'risk_level', (r) => oneOrMore(r, [...v.LEVELS, 'h*', '*i*', 'High'])],
  [1, 'tool_name', (r) => oneOrMore(r, v.TOOL_GLOBS)],
  [1, 'table', (r) => oneOrMore(r, v.TOOL_GLOBS)],
  [1, 'caller_depth_gt', depthBound],
  [1, 'caller_depth_gte', depthBound],
  [1, 'caller_depth_lt', depthBound],
  [1, 'caller_depth_lte', depthBound],
  [5, 'args', args],
  [3, 'not', nested],
  [2, 'any_of', nestedList],
  [2, 'all_of', nestedList],
];
const FOCUSED: Record<NonNullable<v.Focus>, RegExp> = {
  text: /^(contains|match_)/,
  amount: /^amount/,
  path: /^path/,
  args: /^args/,
  host: /^(environment|actor|tenant|user_role|session|risk|tool|table|caller)/,
};
const DRAW = KINDS.flatMap((kind) => Array<(typeof KINDS)[number]>(kind[0]).fill(kind));

const LOGIC = DRAW.filter(([, name]) => ['not', 'any_of', 'all_of'].includes(name));
const drawOf = (focus: NonNullable<v.Focus>): typeof DRAW =>
  DRAW.filter(([, name]) => FOCUSED[focus].test(name));
const DRAWS = {
  text: drawOf('text'),
  amount: drawOf('amount'),
  path: drawOf('path'),
  args: drawOf('args'),
  host: drawOf('host'),
};

function drawKind(r: Rng, { focus }: Shape): (typeof KINDS)[number] {
  if (focus === undefined || r.chance(0.1)) return r.pick(DRAW);
  return r.pick(r.chance(0.2) ? LOGIC : DRAWS[focus]);
}

function usable(name: string, shape: Shape, depth: number): boolean {
  if (name === 'args') return shape.args !== false;
  if (name === 'match_regex') return shape.regex !== false;
  return depth > 0 || !['not', 'any_of', 'all_of'].includes(name);
}

/** A map of at least `least` conditions, nested no deeper than `depth`. */
export function conditions(r: Rng, shape: Shape, depth: number, least: number): Conditions {
  const out: Conditions = {};
  for (const [, name, make] of r.some(least, 2, () => drawKind(r, shape))) {
    if (usable(name, shape, depth)) out[name] = make(r, shape, depth);
    else out.contains = needle(r);
  }
  return out;
}

function capabilities(r: Rng, section: string): string | string[] {
  if (r.chance(section === 'allow' ? 0.4 : 0.2)) return r.pick(['*', 'fs.*', 'pay', 'fs']);
  return r.chance(0.85) ? capability(r) : [capability(r), capability(r)];
}

function rule(r: Rng, shape: Shape, id: string, section: string): Rule {
  if (r.chance(section === 'allow' ? 0.1 : 0.03)) return capability(r);
  const bare = section === 'allow' ? 0.4 : 0.02;
  const asked = r.chance(bare) ? {} : conditions(r, shape, 3, 1);
  const named = r.chance(0.3) ? { id } : {};
  const approval =
    section === 'require_approval' && r.chance(0.2) ? { approval: { expires_in: '10m', uses: 1 } } : {};
  return { ...named, capability: capabilities(r, section), ...asked, ...approval };
}

function legacy(r: Rng, id: string): JsonObject {
  const out: Conditions = {
    action: r.pick(['allow', 'deny', 'block', 'require_approval', 'warn', 'warn', 'allow']),
  };
  if (r.chance(0.7)) out.capability = capability(r);
  if (r.chance(0.5)) out.match_keywords = needles(r);
  if (r.chance(0.4) || (out.match_keywords === undefined && !/allow|warn/.test(out.action as string)))
    out.match_regex = r.chance(0.2) ? r.pick(v.FOREIGN_REGEXES) : regex(r);
  if (r.chance(0.2)) out.id = id;
  return out;
}

function riskLevels(r: Rng): PolicyObject['risk_levels'] {
  const out: Record<string, { action: string; from?: number }> = {};
  for (const level of r.some(1, 4, () => r.pick(v.LEVELS))) {
    const action = r.pick(['allow', 'warn', 'warn', 'deny', 'block', 'require_approval']);
    out[level] = r.chance(0.5) ? { action, from: r.pick([0, 1, 5, 5, 10, 0.5]) } : { action };
  }
  return out;
}

export function generatePolicy(r: Rng, shape: Shape = {}): PolicyObject {
  const out: Record<string, unknown> = {};
  for (const section of r.shuffle(['deny', 'require_approval', 'allow'])) {
    const rules = r.some(section === 'allow' || r.chance(0.7) ? 1 : 0, r.chance(0.02) ? 80 : 6, () => null);
    if (rules.length > 0 || r.chance(0.1))
      out[section] = rules.map((_, i) => rule(r, shape, `${section}-${i}`, section));
  }
  if (shape.legacy !== false && r.chance(0.25))
    out.rules = r.some(1, 3, () => null).map((_, i) => legacy(r, `old-${i}`));
  if (r.chance(0.3)) out.risk_levels = riskLevels(r);
  if (r.chance(0.1)) out.enforcement_mode = r.pick(['block', 'observe']);
  if (r.chance(0.1)) out.name = 'generated';
  return out;
}
