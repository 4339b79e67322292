import type { Wrapped } from '../wrapped.js';

/** `trap 'SCRIPT' SIGNAL…`. */
export function trap(wrapped: Wrapped): void {
  const { operands } = wrapped.args;
  const [script] = operands;
  if (operands.length > 1 && script?.text !== '-' && script?.text !== '') wrapped.runScript(script, 'inline');
}

/** `alias NAME='SCRIPT'`: what follows the name when it is called is not known. */
export function alias(wrapped: Wrapped): void {
  for (const operand of wrapped.args.operands) {
    const equals = operand.text.indexOf('=');
    if (equals < 0) continue;
    wrapped.runScript({ ...operand, text: operand.text.slice(equals + 1) }, 'inline');
    wrapped.unknown('an alias stands for words that follow it');
  }
}

/** `hyperfine 'SCRIPT'…`: each operand, and what is run before, is a line for a shell. */
export function lines(wrapped: Wrapped): void {
  const { flags, operands } = wrapped.args;
  for (const word of [
    ...operands,
    flags.get('p'),
    flags.get('prepare'),
    flags.get('setup'),
    flags.get('cleanup'),
  ])
    if (word !== undefined) wrapped.runScript(word);
}
