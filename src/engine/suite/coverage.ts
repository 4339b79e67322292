import type { RuleRef, Section } from '../model/decision.js';
import { packsFolder } from '../policy/index.js';
import type { Policy } from '../policy/index.js';

/**
 * Which rules were the deciding rule of some case. A rule of a shared parent counts once; a rule of a shipped pack
 * counts only where the pack itself is tested, since it has a suite of its own.
 */
export interface Coverage {
  readonly rules: number;
  readonly reached: number;
  /** 0 to 100, not rounded; 100 where there are no rules. */
  readonly percent: number;
  readonly unreached: readonly UnreachedRule[];
}

export interface UnreachedRule {
  readonly id: string;
  readonly section: Section;
  readonly file: string;
  readonly line: number;
}

/** What one case asked, and what decided. */
export interface Decided {
  readonly policy: Policy;
  readonly rule: RuleRef | null;
}

export function coverageOf(decided: readonly Decided[]): Coverage {
  const rules = new Map<string, UnreachedRule>();
  for (const policy of new Set(decided.map((one) => one.policy))) {
    for (const { id, section, position } of policy.rules) {
      if (isShipped(position.file) && !isShipped(policy.file)) continue;
      const rule = { id, section, file: position.file, line: position.line };
      rules.set(placeOf(rule), rule);
    }
  }
  const all = rules.size;
  for (const { rule } of decided) if (rule !== null) rules.delete(placeOf(rule));
  const unreached = [...rules.values()];
  const reached = all - unreached.length;
  return { rules: all, reached, percent: all === 0 ? 100 : (100 * reached) / all, unreached };
}

function placeOf({ id, section, file, line }: UnreachedRule | RuleRef): string {
  return JSON.stringify([file, line, section, id]);
}

function isShipped(file: string): boolean {
  return file.startsWith(packsFolder());
}
