import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import { joinWords } from '../wrapped.js';
import { runningFlag, runningLetter } from './git-flags.js';
import { onlyShows, settingOf } from './git-settings.js';
import type { Wrapped } from '../wrapped.js';

/** `git -c alias.x='!cmd' x`, `git rebase --exec cmd`, `git bisect run cmd`, `git submodule foreach cmd`. */
export function git(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  // Behind a subcommand `-c` is a flag of its own: `git switch -c NAME`.
  const start = wrapped.args.firstOperand;
  const takes = wrapped.args.operands[0]?.text === 'clone' || wrapped.args.operands[0]?.known !== true;
  const name = wrapped.args.operands[0]?.text ?? '';
  const end = words.findIndex(({ text }) => text === '--');
  words.forEach((word, i) => {
    const { text } = word;
    const flag = end >= 0 && i > end ? undefined : runningFlag(i < start ? '' : name, text);
    const [next = '', known] = [words[i + 1]?.text, words[i + 1]?.known];
    if (/^(?:-c|--config-env)$/.test(text) || flag === 'config') {
      if (text.includes('=')) setting(wrapped, text.slice(text.indexOf('=') + 1), word.known);
      else if (i < start || takes || /^(?=[\w.-][\w-]*\.[\w.-])[\w.-]+=/.test(next))
        setting(wrapped, next, known);
    } else if (text.startsWith('-c') && text.includes('=')) setting(wrapped, text.slice(2), word.known);
    else if (flag !== undefined && (text.includes('=') || !SCRIPTED.has(flag)))
      wrapped.unknown(`\`git\` is told what to run with \`--${flag}\``);
    else if (/^ext::/.test(text)) wrapped.unknown('`ext::` is a command that git runs');
  });
  subcommand(wrapped);
}

function setting(wrapped: Wrapped, text: string, known = false): void {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1);
  // One that lasts for this command alone has no reason to be one that nobody knows.
  const what = known ? settingOf(name, value) : 'strange';
  if (what === 'plain') return;
  if (what === 'line') return wrapped.runScript(knownWord(value));
  if (what !== 'alias') return wrapped.unknown('a setting that git runs');
  if (value.startsWith('!')) wrapped.runScript(knownWord(value.slice(1)));
  // Words of the call follow those of the alias.
  wrapped.unknown('an alias stands for words that follow it');
}

function subcommand(wrapped: Wrapped): void {
  const { operands, firstOperand } = wrapped.args;
  const rest = wrapped.command.words.slice(firstOperand);
  const [name, next] = [operands[0]?.text, operands[1]?.text];
  if (operands[0]?.known === false)
    return wrapped.unknown('a subcommand of git that is not known before it runs');
  if (name === 'bisect' && next === 'run')
    return wrapped.runWords(rest.slice(rest.findIndex(({ text }) => text === 'run') + 1));
  if (name === 'submodule' && next === 'foreach')
    return wrapped.runScript(
      joinWords(
        rest
          .slice(rest.findIndex(({ text }) => text === 'foreach') + 1)
          .filter(({ text }) => text !== '--recursive'),
      ),
    );
  if (name === 'config') return config(wrapped, rest.slice(1));
  if (name === 'grep' && rest.some(({ text }) => /^-\w*O/.test(text)))
    return wrapped.unknown('`git grep -O` opens what it finds with a program');
  const end = rest.findIndex(({ text }) => text === '--');
  rest.slice(0, end < 0 ? undefined : end).forEach((word, i) => {
    const glued = runningLetter(name ?? '', word.text);
    const flag = runningFlag(name ?? '', word.text);
    if (glued === '' || (flag !== undefined && SCRIPTED.has(flag) && !word.text.includes('=')))
      wrapped.runScript(rest[i + 1]);
    else if (glued !== undefined) wrapped.runScript({ ...word, text: glued });
  });
}

/** Flags whose value, the next word, is a line for a shell. */
const SCRIPTED: ReadonlySet<string> = new Set([
  ...['exec', 'extcmd', 'upload-pack', 'receive-pack', 'setup'],
  ...['tree', 'index', 'msg', 'env', 'commit', 'parent', 'tag-name'].map((what) => `${what}-filter`),
]);

/** A section of any name may become one that says what runs. */
const RENAMES = /^--?ren/;

/** Where a name stands depends on flags before it: each pair of words may be one and its value. */
function config(wrapped: Wrapped, words: readonly Word[]): void {
  if (onlyShows(words)) return;
  if (words.some(({ text }) => RENAMES.test(text)) || words[0]?.text === 'rename-section')
    return wrapped.unknown('a section of settings gets another name');
  const rest = words.filter(({ text }) => !text.startsWith('-') || text === '-');
  rest.slice(0, -1).forEach(({ text: name }, i) => {
    const value = rest[i + 1] as Word;
    const what = settingOf(name, value.text);
    if (what === 'alias' && value.text.startsWith('!')) wrapped.runScript(knownWord(value.text.slice(1)));
    else if (what === 'line') wrapped.runScript(value);
    else if (what === 'runs') wrapped.unknown('a setting that git runs');
  });
}
