import { covers } from '../policy/coverage.js';
import { parseCapabilityPattern } from '../policy/capability-pattern.js';
import type { CapabilityPattern } from '../policy/capability-pattern.js';
import type { PolicyRule } from '../policy/model.js';
import type { Budget } from './budget.js';
import { matches, segmentClasses } from './segments.js';
import type { SegmentGlob } from './segments.js';

/** A capability that stands for all that the same rules cover. */
export interface CapabilityClass {
  readonly capability: string;
  readonly covering: ReadonlySet<PolicyRule>;
}

interface Live {
  readonly rule: PolicyRule;
  readonly pattern: CapabilityPattern;
  readonly fold: boolean;
}

/**
 * All classes of capabilities that rules can tell apart, found segment by segment: at each place only the patterns that
 * agree so far have a say. `wanted` cuts off the branches that no question is about.
 */
export function capabilityClasses(
  rules: readonly PolicyRule[],
  wanted: (live: ReadonlySet<PolicyRule>) => boolean,
  budget: Budget,
): readonly CapabilityClass[] {
  const found = new Map<string, CapabilityClass>();
  const numbers = new Map(rules.map((rule, i) => [rule, i]));
  const live = rules.flatMap((rule) => rule.capabilities.map((text) => liveOf(rule, text)));
  const visit = (segments: readonly string[], alive: readonly Live[]): void => {
    const candidates = new Set(alive.map(({ rule }) => rule));
    if (!wanted(candidates)) return;
    budget.spend(1);
    const capability = segments.join('.');
    if (segments.length > 0) {
      const covering = new Set([...candidates].filter((rule) => covers(rule, capability)));
      const key = [...covering].map((rule) => numbers.get(rule)).join(' ');
      // Three segments say the most, and so read best.
      if (!found.has(key) || (segments.length === 3 && found.get(key)?.capability.split('.').length !== 3))
        found.set(key, { capability, covering });
    }
    const depth = segments.length;
    if (depth > Math.max(3, ...alive.map(({ pattern }) => pattern.segments.length))) return;
    const globs = distinct(alive, depth);
    for (const segment of segmentClasses(globs, budget))
      visit([...segments, segment], alive.filter((one) => agrees(one, depth, segment)));
  };
  visit([], live);
  return [...found.values()];
}

function liveOf(rule: PolicyRule, text: string): Live {
  const fold = rule.section !== 'allow';
  return { rule, pattern: parseCapabilityPattern(fold ? text.toLowerCase() : text), fold };
}

function agrees({ pattern, fold }: Live, depth: number, segment: string): boolean {
  const glob = pattern.segments[depth];
  return glob === undefined || matches({ glob, fold }, segment);
}

function distinct(alive: readonly Live[], depth: number): SegmentGlob[] {
  const globs = new Map<string, SegmentGlob>();
  for (const { pattern, fold } of alive) {
    const glob = pattern.segments[depth];
    if (glob !== undefined) globs.set(`${fold} ${glob}`, { glob, fold });
  }
  return [...globs.values()];
}
