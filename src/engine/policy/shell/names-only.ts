import type { SimpleCommand } from './script.js';

const NAMES =
  /^(?:cut -d ?= -f ?1|awk -F ?= \{ ?print \$1;? ?\}|sed s[/|,]=\.\*[/|,]{2}|sed -E s[/|,]=\.\*[/|,]{2})$/;

/** `env | cut -d= -f1`: names of variables, and nothing that they hold. */
export function forgetValues(
  commands: readonly SimpleCommand[],
  [from = 0, second = 0]: readonly number[],
): void {
  const shown = commands[from];
  if (second === from + 1 && shown !== undefined && showsNames(shown, commands[second]))
    shown.memo.effects = [];
}

function showsNames(shown: SimpleCommand, next: SimpleCommand | undefined): boolean {
  if (next === undefined || !/^(?:print)?env$/.test(shown.folded)) return false;
  const alone = shown.words.length === 1 && shown.redirects.length === 0 && shown.assigned.length === 0;
  const plain = next.redirects.length === 0 && next.words.every(({ known }) => known);
  return alone && plain && NAMES.test(next.words.map(({ text }) => text).join(' '));
}
