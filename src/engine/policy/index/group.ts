import { ANY } from '../conditions/define.js';
import type { Anchor, HostField, Mode } from '../conditions/define.js';
import { hostValue } from '../conditions/host.js';
import { AmountIndex } from './amount-index.js';
import type { Hits } from './hits.js';
import { ruleMatches } from './rule.js';
import type { CompiledRule } from './rule.js';
import type { EvaluationState } from './state.js';

type RuleLists = Map<number, CompiledRule[]>;

/**
 * The rules of one section on one capability pattern, arranged by what must be true before they can match. Asking a
 * group costs as much as there are rules that can match, not as there are rules.
 */
export class RuleGroup {
  readonly #plain: CompiledRule[] = [];
  #needles: RuleLists | undefined;
  #patterns: RuleLists | undefined;
  #patternRules: CompiledRule[] | undefined;
  #hosts: Map<HostField, Map<string, CompiledRule[]>> | undefined;
  #amounts: AmountIndex | undefined;
  #best: CompiledRule | undefined;
  #state: EvaluationState | undefined;

  /** All rules of a group are of one section, and so of one mode. */
  constructor(private readonly mode: Mode) {}

  /** Rules must be added in their order. */
  add(rule: CompiledRule): void {
    const anchor = anchorOf(rule);
    if (anchor === undefined) this.#plain.push(rule);
    else if (anchor.kind === 'needle') addTo((this.#needles ??= new Map()), anchor.ids, rule);
    else if (anchor.kind === 'amount') (this.#amounts ??= new AmountIndex()).add(anchor, rule);
    else if (anchor.kind === 'pattern') {
      addTo((this.#patterns ??= new Map()), anchor.ids, rule);
      (this.#patternRules ??= []).push(rule);
    } else {
      this.#hosts ??= new Map();
      let values = this.#hosts.get(anchor.field);
      if (values === undefined) this.#hosts.set(anchor.field, (values = new Map()));
      addTo(values, anchor.values, rule);
    }
  }

  /** The first rule that matches and comes before `best`, else `best`. */
  first(state: EvaluationState, best: CompiledRule | undefined): CompiledRule | undefined {
    this.#best = best;
    this.#state = state;
    this.#offerAll(this.#plain);
    if (this.#hosts !== undefined) this.#askHosts(this.#hosts, state);
    if (this.#amounts !== undefined) this.#amounts.candidates(state, this.mode, this.#offer);
    if (this.#needles !== undefined) this.#askHits(this.#needles, state.needles);
    if (this.#patterns !== undefined) this.#askPatterns(this.#patterns, state);
    this.#state = undefined;
    return this.#best;
  }

  readonly #offer = (rule: CompiledRule): void => {
    if (this.#best !== undefined && rule.order >= this.#best.order) return;
    if (ruleMatches(rule, this.#state as EvaluationState)) this.#best = rule;
  };

  /** A list in order: what stands behind a match, or behind the best, cannot be first. */
  #offerAll(rules: readonly CompiledRule[]): void {
    for (const rule of rules) {
      if (this.#best !== undefined && rule.order >= this.#best.order) return;
      if (ruleMatches(rule, this.#state as EvaluationState)) {
        this.#best = rule;
        return;
      }
    }
  }

  #askHosts(hosts: Map<HostField, Map<string, CompiledRule[]>>, state: EvaluationState): void {
    for (const [field, values] of hosts) {
      const rules = values.get(hostValue(state, field)?.toLowerCase() ?? '');
      if (rules !== undefined) this.#offerAll(rules);
    }
  }

  #askHits(lists: RuleLists, hits: Hits): void {
    if (hits.count <= lists.size) {
      for (let i = 0; i < hits.count; i++) {
        const rules = lists.get(hits.found[i] as number);
        if (rules !== undefined) this.#offerAll(rules);
      }
    } else {
      for (const [id, rules] of lists) if (hits.any(id)) this.#offerAll(rules);
    }
  }

  #askPatterns(lists: RuleLists, state: EvaluationState): void {
    const { mode } = this;
    if (!state.patternsTooCostly(mode)) this.#askHits(lists, state.patterns(mode));
    else if (mode === ANY) this.#offerAll(this.#patternRules ?? []);
  }
}

const KINDS: readonly Anchor['kind'][] = ['needle', 'host', 'amount', 'pattern'];

/** The condition to find a rule by: the one that the fewest events satisfy, by kind. */
function anchorOf(rule: CompiledRule): Anchor | undefined {
  let best: Anchor | undefined;
  for (const { anchor } of rule.conditions) {
    if (anchor === undefined) continue;
    if (best === undefined || KINDS.indexOf(anchor.kind) < KINDS.indexOf(best.kind)) best = anchor;
  }
  return best;
}

function addTo<K>(lists: Map<K, CompiledRule[]>, keys: readonly K[], rule: CompiledRule): void {
  for (const key of keys) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [rule]);
    else if (list.at(-1) !== rule) list.push(rule);
  }
}
