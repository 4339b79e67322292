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
