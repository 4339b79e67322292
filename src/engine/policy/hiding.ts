import { parseCapabilityPattern } from './capability-pattern.js';
import type { CapabilityPattern } from './capability-pattern.js';
import { patternWithin } from './coverage.js';
import type { Policy, PolicyRule } from './model.js';

interface Candidate {
  readonly rule: PolicyRule;
  readonly strength: number;
  readonly order: number;
}

const STRENGTH = { deny: 3, require_approval: 2, allow: 0 } as const;
/** Generalisations of a pattern are tried one by one up to so many segments; longer ones are rare. */
const MAX_STARRED = 6;

/**
 * Rules without conditions, found by the patterns they stand at: a pattern's generalisations are looked up one by one,
 * so that ten thousand rules need not be compared with each other.
 */
export class HidingRules {
  readonly #restricting = new Map<string, Candidate>();
  readonly #granting = new Map<string, Candidate>();
  /** Patterns with a glob inside a segment, of which there are few. */
  readonly #globbed: { readonly pattern: CapabilityPattern; readonly candidate: Candidate }[] = [];
  readonly #orders = new Map<PolicyRule, number>();

  constructor(policy: Policy) {
    policy.rules.forEach((rule, order) => {
      this.#orders.set(rule, order);
      if (Object.keys(rule.conditions).length === 0) this.#add({ rule, order, strength: strengthOf(rule) });
    });
  }

  #add(candidate: Candidate): void {
    const { rule } = candidate;
    for (const text of rule.capabilities) {
      const pattern = parseCapabilityPattern(fold(rule) ? text.toLowerCase() : text);
      if (pattern.segments.some((segment) => segment !== '*' && segment.includes('*'))) {
        this.#globbed.push({ pattern, candidate });
        continue;
      }
      const table = fold(rule) ? this.#restricting : this.#granting;
      const key = keyOf(pattern.kind, pattern.segments);
      const known = table.get(key);
      if (known === undefined || beats(candidate, known)) table.set(key, candidate);
    }
  }

  /** A rule that always decides before `rule` can, on each of its capabilities; the first of them. */
  hiding(rule: PolicyRule): PolicyRule | undefined {
    const self: Candidate = { rule, order: this.#orders.get(rule) ?? 0, strength: strengthOf(rule) };
    const hiders = rule.capabilities.map((text) => this.#hider(text, self));
    return hiders.every((hider) => hider !== undefined) ? hiders[0] : undefined;
  }

  #hider(text: string, self: Candidate): PolicyRule | undefined {
    const exact = parseCapabilityPattern(text);
    const folded = parseCapabilityPattern(text.toLowerCase());
    const found =
      search(this.#restricting, folded, self) ??
      (fold(self.rule) ? undefined : search(this.#granting, exact, self)) ??
      this.#globbed.find(
        ({ pattern, candidate }) =>
          candidate.rule !== self.rule &&
          beats(candidate, self) &&
          patternWithin(fold(candidate.rule) ? folded : exact, pattern),
      )?.candidate;
    return found?.rule;
  }
}

function search(
  table: ReadonlyMap<string, Candidate>,
  pattern: CapabilityPattern,
  self: Candidate,
): Candidate | undefined {
  for (const key of generalisations(pattern)) {
    const candidate = table.get(key);
    if (candidate !== undefined && candidate.rule !== self.rule && beats(candidate, self)) return candidate;
  }
  return undefined;
}

/** Keys of all patterns without inner globs that cover this one. */
function* generalisations({ segments, kind }: CapabilityPattern): Generator<string> {
  const n = segments.length;
  for (let length = 0; length <= n; length++) {
    for (const prefix of starred(segments.slice(0, length))) {
      if (length >= 1 && length <= 2) yield keyOf('open', prefix);
      if (length < n || kind === 'tail') yield keyOf('tail', prefix);
      if (length === n && kind === 'exact') yield keyOf('exact', prefix);
    }
  }
}

function starred(segments: readonly string[]): string[][] {
  const starrable = segments.slice(0, MAX_STARRED);
  return Array.from({ length: 2 ** starrable.length }, (_, mask) =>
    segments.map((segment, i) => (i < MAX_STARRED && (mask >> i) & 1 ? '*' : segment)),
  );
}

function keyOf(kind: string, segments: readonly string[]): string {
  return `${kind} ${segments.join('.')}`;
}

function beats(a: Candidate, b: Candidate): boolean {
  return a.strength > b.strength || (a.strength === b.strength && a.order < b.order);
}

function strengthOf(rule: PolicyRule): number {
  return STRENGTH[rule.section] + Number(rule.warn);
}

function fold(rule: PolicyRule): boolean {
  return rule.section !== 'allow';
}
