import { valuesOf } from '../arguments.js';
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
  const times = wrapped.command.folded === 'hyperfine';
  const lists =
    times &&
    (flags.has('L') || flags.has('parameter-list') || flags.has('P') || flags.has('S') || flags.has('shell'));
  if (lists) wrapped.unknown('its commands are put together as it runs');
  // `npm:test` is a script of the project, by its name.
  for (const word of [
    ...operands,
    ...(times ? valuesOf(wrapped.args, ['p', 'prepare', 'setup', 'c', 'cleanup']) : []),
  ])
    if (!word.known || !/^(?:npm|pnpm|yarn|bun|node|deno):[\w:*-]+$/.test(word.text)) wrapped.runScript(word);
}

/** `perf stat PROGRAM …`, and `perf report`, which shows what was recorded. */
export function perf(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  const verb = words[1]?.text ?? '';
  if (/^(?:report|list|version|script|annotate|diff|evlist|buildid-list|--version)$/.test(verb)) return;
  if (!/^(?:record|stat|trace)$/.test(verb)) return wrapped.unknown('what `perf` is told to do');
  let at = 2;
  while (words[at]?.text.startsWith('-') === true && words[at]?.text !== '--')
    at +=
      /^-(?:[egopFrCptucaGDIx]|-(?:event|output|pid|freq|repeat|call-graph|cpu))$/.test(
        words[at]?.text ?? '',
      ) && !/^-[gau]$/.test(words[at]?.text ?? '')
        ? 2
        : 1;
  wrapped.runWords(words.slice(words[at]?.text === '--' ? at + 1 : at));
}

/** Subcommands of `tmux` that show, or end, what was started. */
const SHOWS =
  /^(?:ls|list-(?:sessions|windows|panes|clients|keys|commands)|has(?:-session)?|capture-pane|capturep|kill-(?:session|window|pane|server)|display(?:-message)?|info|select-(?:window|pane)|rename-session|resize-pane|-V)$/;

/** `tmux new-session -d 'SCRIPT'`. Keys that are sent may be parts of a line, and are not known. */
export function tmux(wrapped: Wrapped): void {
  const { operands, flags, unclear } = wrapped.args;
  const [verb, ...rest] = operands;
  const formats = ['F', 'f', 'e'].some((flag) => flags.has(flag));
  if (
    verb?.known !== true ||
    unclear ||
    formats ||
    wrapped.command.words.some(({ text }) => /^\\?;$|#\(/.test(text))
  )
    return wrapped.unknown('what `tmux` is told to do');
  if (SHOWS.test(verb.text)) return;
  if (!/^(?:new(?:-session)?|neww|new-window|splitw|split-window)$/.test(verb.text))
    return wrapped.unknown('what `tmux` is told to do');
  if (rest.length === 1) wrapped.runScript(rest[0]);
  else wrapped.runWords(rest);
}
