import { decide } from '../../decision/decide.js';
import type { Decision } from '../../model/decision.js';
import { PolicyError, TraceError } from '../../model/errors.js';
import type { JsonObject, JsonValue } from '../../model/json.js';
import type { DraftRule, PolicyDraft } from '../../model/policy-draft.js';
import { compilePolicy } from '../../policy/compile.js';
import { lintPolicy } from '../../policy/lint.js';
import type { Policy } from '../../policy/model.js';
import { parsePolicy } from '../../policy/parse.js';
import { GENERAL, PAYLOADS, WHOLE } from './arguments.js';
import type { Level } from './arguments.js';
import { clustersOf, overRules } from './clusters.js';
import { conditionsOf } from './cluster.js';
import type { Cluster } from './cluster.js';
import { guardRules } from './guards.js';
import { hostChoice } from './hosts.js';
import type { Observation } from './observations.js';

/** A drafted policy as a policy file has it. */
export function draftPolicy({
  name,
  rules,
  riskLevels,
}: Pick<PolicyDraft, 'name' | 'rules' | 'riskLevels'>): JsonObject {
  const section = (wanted: DraftRule['section']): JsonValue[] =>
    rules.filter((rule) => rule.section === wanted).map(ruleEntry);
  return {
    version: 1,
    name,
    ...(riskLevels !== undefined && { risk_levels: riskLevels }),
    require_approval: section('require_approval'),
    allow: section('allow'),
  };
}

function ruleEntry({ id, capability, conditions, reason }: DraftRule): JsonValue {
  return {
    id,
    capability: capability.length === 1 ? (capability[0] as string) : [...capability],
    ...conditions,
    ...(reason !== undefined && { reason }),
  };
}

/** What came of a draft: its rules, and what they make of each observation. */
export interface Drafted {
  readonly rules: readonly DraftRule[];
  readonly riskLevels: JsonObject | undefined;
  readonly decisions: ReadonlyMap<Observation, Decision>;
}

/**
 * Drafts rules and tries them on what they were drafted from, until every observation gets what is wished for it: what
 * was denied is not allowed, and what was not denied is allowed, or asked about. Each round puts what failed closer to
 * what was seen, and in the end to a person, so there are few.
 */
export class Drafting {
  readonly #guards: readonly DraftRule[];
  readonly #riskLevels: JsonObject | undefined;
  #clusters: Cluster[];
  #over: readonly DraftRule[] = [];

  constructor(private readonly observations: readonly Observation[]) {
    const wanted = observations.filter(({ wish }) => wish !== 'deny');
    this.#riskLevels = riskLevelsFor(wanted);
    this.#guards = guardRules(observations);
    const guarded = compilePolicy(policyOf(this.#guards, this.#riskLevels));
    this.#clusters = clustersOf(
      observations,
      ({ event }) => decide(guarded, event).decision === 'require_approval',
    );
  }

  draft(): Drafted {
    for (;;) {
      const rules = this.#rules();
      const decisions = this.#decisions(policyOf(rules, this.#riskLevels));
      if (!this.#adjust(decisions)) return this.#cleaned(rules);
    }
  }

  #rules(): DraftRule[] {
    const hosts = hostChoice(this.observations);
    const drafted = this.#clusters.map((cluster) => clusterRule(cluster, conditionsOf(cluster, hosts)));
    this.#over = overRules(this.#clusters);
    return [...this.#guards, ...this.#over, ...drafted].sort((a, b) => order(a) - order(b));
  }

  #decisions(policy: Policy): Map<Observation, Decision> {
    const compiled = compilePolicy(policy);
    return new Map(this.observations.map((item) => [item, decide(compiled, item.event)]));
  }

  /** Whether something has to be drafted again. */
  #adjust(decisions: ReadonlyMap<Observation, Decision>): boolean {
    const homes = new Map(
      this.#clusters.flatMap((cluster) => cluster.items.map((item) => [item, cluster] as const)),
    );
    const byId = new Map(this.#clusters.map((cluster) => [cluster.id, cluster]));
    const failed = new Set<Cluster>();
    for (const [item, { decision, rule }] of decisions) {
      const home = homes.get(item);
      const decider = byId.get(rule?.id ?? '');
      if (decision === 'allow' && home?.section !== 'allow') {
        // Allowed by a rule that is drafted from others, and too wide.
        if (decider !== undefined) failed.add(decider);
        if (home !== undefined) failed.add(home);
      } else if (decision === 'deny' && home !== undefined) {
        failed.add(home);
      } else if (
        decision === 'require_approval' &&
        home?.section === 'allow' &&
        decider?.section !== 'allow'
      ) {
        if (decider !== undefined && decider.level < PAYLOADS) failed.add(decider);
      }
    }
    return [...failed].map((cluster) => closer(cluster)).includes(true);
  }

  /** Without the rules that can decide nothing, which the check would warn of. */
  #cleaned(rules: readonly DraftRule[]): Drafted {
    const policy = policyOf(rules, this.#riskLevels);
    const hidden = new Set(
      lintPolicy(policy).flatMap(({ code, rule }) =>
        code === 'unreachable' && rule !== undefined ? [rule] : [],
      ),
    );
    if (hidden.size > 0) return this.#cleaned(rules.filter(({ id }) => !hidden.has(id)));
    return { rules, riskLevels: this.#riskLevels, decisions: this.#decisions(policy) };
  }
}

/** Takes a cluster a step closer to what was seen; from the last step an allowance becomes a question. */
function closer(cluster: Cluster): boolean {
  if (cluster.level < WHOLE) {
    cluster.level = (cluster.level + 1) as Level;
    if (cluster.level < WHOLE || cluster.section !== 'allow') return true;
  }
  if (cluster.section !== 'allow') return false;
  cluster.section = 'require_approval';
  cluster.level = GENERAL;
  cluster.avoid = [];
  return true;
}

function clusterRule(cluster: Cluster, conditions: JsonObject): DraftRule {
  // With nothing left to say, what was to be allowed is asked about: an allowance of anything is none of ours.
  if (cluster.level === WHOLE && cluster.section === 'allow') cluster.section = 'require_approval';
  const { id, section, capability, reason } = cluster;
  return {
    id,
    section,
    capability: [capability],
    conditions,
    comments: [],
    ...(reason !== undefined && { reason }),
  };
}

function order({ section }: DraftRule): number {
  return section === 'require_approval' ? 0 : 1;
}

function policyOf(rules: readonly DraftRule[], riskLevels: JsonObject | undefined): Policy {
  try {
    return parsePolicy(JSON.stringify(draftPolicy({ name: 'draft', rules, riskLevels })));
  } catch (error) {
    if (!(error instanceof PolicyError) || !['too_large', 'too_many_rules'].includes(error.code)) throw error;
    const help = 'give it a part of the trace, such as one agent or one day';
    throw new TraceError('unreadable', 'the trace used too much for one policy', { help, cause: error });
  }
}

/** Claims of high risk ask a person. Numbers mean nothing without a scale, so then nothing is said about them. */
function riskLevelsFor(wanted: readonly Observation[]): JsonObject | undefined {
  if (wanted.some(({ event }) => typeof event.risk === 'number' && event.risk !== 0)) return undefined;
  return { high: { action: 'require_approval' }, critical: { action: 'require_approval' } };
}
