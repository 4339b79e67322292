import type { Finding } from '../model/finding.js';
import type { FaultyRule, RuleFault } from '../model/rule-fault.js';

/** What was proved about rules, as findings at their places. */
export function faultFindings(faults: readonly RuleFault[]): Finding[] {
  return faults.map((fault) => ({
    ...{ severity: 'warning', ...wordsOf(fault) },
    ...{ position: fault.rule.position, length: 1, rule: fault.rule.id },
  }));
}

function wordsOf(fault: RuleFault): Pick<Finding, 'code' | 'message' | 'help'> {
  const name = `\`${fault.rule.id}\``;
  switch (fault.kind) {
    case 'never_matches':
      return {
        code: 'never_matches',
        message: `${name} never matches: ${contradiction(fault.keys)}`,
        help: 'the rule does nothing; split it, or correct a value',
      };
    case 'never_decides':
      return {
        code: 'unreachable',
        message: `${name} never decides: wherever it matches, ${hiders(fault.hiddenBy)}`,
        help: 'remove it, or narrow what stands before it',
      };
    case 'unbounded_grant':
      return {
        code: 'unbounded_grant',
        message: `${name} grants whatever ${fault.argument} is: ${JSON.stringify(fault.witness.event.payload)} is allowed`,
        help: `add a condition on ${fault.argument}`,
      };
  }
}

function contradiction(keys: readonly string[]): string {
  if (keys.length === 0) return 'no capability is covered by its pattern';
  if (keys.length === 1) return `nothing satisfies \`${keys[0]}\``;
  return `${listed(keys.map((key) => `\`${key}\``))} cannot hold together`;
}

function hiders(rules: readonly FaultyRule[]): string {
  if (rules.length === 0) return 'the action for the risk level does';
  const shown = rules.slice(0, 3).map(({ id, position }) => `\`${id}\` (${position.file}:${position.line})`);
  if (rules.length > shown.length) shown.push(`${rules.length - shown.length} more`);
  return `${listed(shown)} ${rules.length === 1 ? 'does' : 'do'}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
