import type { Arguments } from './arguments.js';
import type { SimpleCommand, Word } from './script.js';

/** With one of these, what `grep` or `sed` looks for is no operand. */
export const CODE_FLAGS = ['e', 'expression', 'regexp', 'f', 'file', 'from-file', 'files'];

const NAME_OF_VARIABLE = /^(?:\^[A-Z][A-Z0-9_]*=?|[A-Z][A-Z0-9_]*=|\^?=)$/;
/** Lines of a form that any value may have. */
const ANY_VALUE = /^(?:[\^$.*+=#]|\\[sS]|\[(?:\^#|\^#[ ]|A-Z|A-Z_|A-Z0-9_|a-zA-Z)\]){0,12}$/;

/** Whether a name is set, and how often, tells nothing of its value: `grep -q '^PORT=' .env`. */
export function searchedOf(operands: readonly Word[], { flags, unclear }: Arguments): readonly Word[] {
  if (CODE_FLAGS.some((flag) => flags.has(flag))) return operands;
  const [what, ...files] = operands;
  const counts = !unclear && ['q', 'c', 'quiet', 'silent', 'count'].some((flag) => flags.has(flag));
  if (!counts || what?.known !== true) return files;
  return NAME_OF_VARIABLE.test(what.text) || ANY_VALUE.test(what.text) ? [] : files;
}

/** The operands of `git grep` without the patterns: the first, or each one behind its own flag. */
export function greppedOf(
  operands: readonly Word[],
  _: Arguments,
  { words }: SimpleCommand,
): readonly Word[] {
  const end = words.findIndex(({ text }) => text === '--');
  const before = end < 0 ? words : words.slice(0, end);
  if (before.some(({ text }) => /^-\w*f/.test(text))) return operands;
  const patterns = before.filter((_word, i) => /^-\w*e$/.test(before[i - 1]?.text ?? ''));
  return patterns.length === 0 ? operands.slice(1) : operands.filter((word) => !patterns.includes(word));
}
