/** The policies and requests of the benchmark, told once and handed to every engine. */

export type Effect = 'deny' | 'allow';

/** One rule, as far as all engines have a word for it. */
export interface RuleSpec {
  readonly effect: Effect;
  /** A capability, or (only in `globs`) a pattern of capabilities. */
  readonly capability: string;
  readonly contains?: string;
}

/** One proposed action, and what every engine must answer to it. */
export interface Ask {
  readonly resource: string;
  readonly action: string;
  readonly scope: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly expected: Effect;
}

export type CaseName = 'distinct' | 'contains' | 'globs';
export type Hit = 'first' | 'last' | 'each' | 'none';

export interface Workload {
  readonly name: CaseName;
  readonly rules: readonly RuleSpec[];
  readonly hits: readonly Hit[];
  /** The `n`-th request that hits so; no two of them have the same payload. */
  ask(hit: Hit, n: number): Ask;
}

export const TITLES: Readonly<Record<CaseName, string>> = {
  distinct: '(a) distinct capabilities',
  contains: '(b) one capability, a different `contains` in every rule',
  globs: '(c) glob patterns',
};

/** Three short ASCII strings. The number makes each payload new. */
function payload(n: number, command = 'git status --short'): Record<string, string> {
  return { command: `${command} ${n}`, cwd: '/work/app', note: 'routine check' };
}

/** The first half denies, the second allows; a capability that no rule names is denied by default. */
function distinct(size: number): Workload {
  const half = size >> 1;
  const rules = Array.from({ length: size }, (_, i): RuleSpec => {
    return { effect: i < half ? 'deny' : 'allow', capability: `svc${i}.update.item${i}` };
  });
  const at = (i: number, n: number): Ask => {
    const expected = i >= half && i < size ? 'allow' : 'deny';
    return { resource: `svc${i}`, action: 'update', scope: `item${i}`, payload: payload(n), expected };
  };
  // A stride that is coprime to every size: neighbouring requests hit rules that stand far apart.
  const spread = (n: number): number => (n * 7919) % size;
  const index = { first: () => 0, last: () => size - 1, each: spread, none: () => size };
  return {
    name: 'distinct',
    rules,
    hits: ['first', 'last', 'each', 'none'],
    ask: (hit, n) => at(index[hit](n), n),
  };
}

/** Needles that begin as the payload does, so that a search cannot give up at the first letter. */
export function needle(i: number): string {
  const shapes = ['git stash drop', 'rm -rf /srv/data', '/work/app/secret', 'routine wipe'];
  return `${shapes[i % shapes.length]}-${i}-`;
}

/** All but one rule deny a needle; the last rule allows the capability. */
function contains(size: number): Workload {
  const capability = 'shell.execute.workspace';
  const rules = Array.from({ length: size - 1 }, (_, i): RuleSpec => {
    return { effect: 'deny', capability, contains: needle(i) };
  });
  rules.push({ effect: 'allow', capability });
  const ask = (hit: Hit, n: number): Ask => {
    const at = { resource: 'shell', action: 'execute', scope: 'workspace' };
    if (hit === 'none') return { ...at, payload: payload(n), expected: 'allow' };
    const found = needle(hit === 'first' ? 0 : size - 2);
    return { ...at, payload: payload(n, `echo ok; ${found}`), expected: 'deny' };
  };
  return { name: 'contains', rules, hits: ['first', 'last', 'none'], ask };
}

function globPattern(i: number): string {
  return [`mcp.svc${i}.delete_*`, `mcp.*.drop_${i}_*`, `*.x${i}.*`][i % 3]!;
}

/** All but one rule deny a pattern, in three shapes; the last rule allows to read. */
function globs(size: number): Workload {
  const rules = Array.from({ length: size - 1 }, (_, i): RuleSpec => {
    return { effect: 'deny', capability: globPattern(i) };
  });
  rules.push({ effect: 'allow', capability: 'mcp.*.read_*' });
  const ask = (hit: Hit, n: number): Ask => {
    const base = { resource: 'mcp', scope: 'read_issue', payload: payload(n) };
    // `none` names a server that some deny pattern names too; `last` hits the last one, `*.x<i>.*`.
    if (hit === 'none') return { ...base, action: `svc${(size - 1) >> 1}`, expected: 'allow' };
    return { ...base, action: `x${size - 2}`, expected: 'deny' };
  };
  return { name: 'globs', rules, hits: ['last', 'none'], ask };
}

const MAKERS = { distinct, contains, globs };

export function workload(name: CaseName, size: number): Workload {
  return MAKERS[name](size);
}

/** The policy as JSON, which is YAML, one rule a line. Bare strings where a rule has no condition. */
export function policyText(rules: readonly RuleSpec[]): string {
  const section = (effect: Effect): string => {
    const lines = rules.filter((rule) => rule.effect === effect).map(ruleText);
    return `"${effect}": [\n${lines.join(',\n')}\n]`;
  };
  return `{"version": 1, "name": "bench",\n${section('deny')},\n${section('allow')}}\n`;
}

function ruleText({ capability, contains: text }: RuleSpec): string {
  return JSON.stringify(text === undefined ? capability : { capability, contains: text });
}

/** The request as a host would send it to our engine. */
export function eventText({ resource, action, scope, payload: args }: Ask): string {
  return JSON.stringify({
    actor: 'agent-1',
    resource,
    action,
    scope,
    environment: 'production',
    payload: args,
  });
}

/** What the peers search: the strings of the payload, joined beforehand, which is less work than ours. */
export function joinedText(ask: Ask): string {
  return Object.values(ask.payload).join('\n');
}

export function capabilityOf(ask: Ask): string {
  return `${ask.resource}.${ask.action}.${ask.scope}`;
}
