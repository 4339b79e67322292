import { argumentsOf } from './arguments.js';
import type { CodeEffect } from './inline/index.js';
import { below } from './place.js';
import type { Place } from './place.js';
import type { SimpleCommand, Word } from './script.js';
import type { Hands } from './wrapped.js';

const INTERPRETERS = /^(?:python|node|tsx)$/;
/**
 * Ways to files, to other programs and to other machines: a module without them computes. Names of the language that
 * say what an object does, or which module it is, lead nowhere else as long as nothing is asked of them.
 */
const REACHES =
  /\b(?:open|exec\w*|eval|(?<!(?<![\w.])re\.)compile|getattr|vars|globals|__(?!(?:future|init|post_init|name|main|all|doc|version|repr|str|len|bool|hash|eq|ne|lt|le|gt|ge|iter|next|contains|add|sub|mul|truediv|neg|abs|slots)__(?!\s*\.))\w+__|builtins|as re\b|fetch|spawn\w*|fork|system|popen|require|importlib|subprocess|socket|urllib|requests|httpx|aiohttp|shutil|pathlib|os|sys|ctypes|pickle|child_process|fs|net|https?|process|Function|globalThis|Deno|Bun|axios|got|undici)\b/;

/** Notes what code does: the files that it makes hold what nobody has read, and what it starts is followed. */
export function runsCode(
  code: readonly CodeEffect[],
  command: SimpleCommand,
  index: number,
  { recorder, nested }: Hands,
  place: Place,
): void {
  recorder.setCode(index, code);
  if (code.length === 0) return;
  const { written } = recorder;
  // `\i x.sql` of a client, and modules that reach for more than the project.
  const made = code.flatMap(
    ({ kind, path }) => (kind === 'execute' && path && written.of(command, path)) || [],
  );
  const runner = INTERPRETERS.test(command.model?.names[0] ?? '');
  if (made.some(({ text }) => text === undefined || !runner || REACHES.test(text)))
    recorder.makeOpaque(index, 'it runs a file that the script has written');
  const loads = command.model?.names[0] === 'ruby' && code.some(({ kind }) => kind === 'execute');
  if (loads && written.holdsCode(command, scriptOf(command)))
    recorder.makeOpaque(index, 'it may load code that the script has written');
  written.noteCode(command, code);
  for (const { script } of code) if (script !== undefined) nested(script, below(place, index));
}

/** The file that a program runs, or that it is. */
export function scriptOf(command: SimpleCommand): Word | undefined {
  const [first] = command.words;
  const model = command.model;
  if (model !== undefined && (model.feeds || model.names[0] === 'sh')) {
    const { flags, operands } = argumentsOf(command);
    return ['c', 'm', 'e', 'p'].some((flag) => flags.has(flag)) ? undefined : operands[0];
  }
  return first?.text.includes('/') === true ? first : undefined;
}
