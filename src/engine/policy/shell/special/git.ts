import { knownWord } from '../script.js';
import { joinWords } from '../wrapped.js';
import type { Wrapped } from '../wrapped.js';

/** Settings that git runs as commands. */
const RUNS =
  /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|hookspath|gitproxy|alternaterefscommand)|pager\.|sequence\.editor|credential\.|diff\..*(?:command|textconv)|difftool\.|mergetool\.|merge\..*driver|filter\.|gpg\.|uploadpack\.|init\.templatedir|protocol\.ext|interactive\.difffilter|receive\.|trailer\.|web\.browser|browser\.|man\.|sendemail\.|include\.|includeif\.|url\.|remote\..*\.(?:uploadpack|receivepack|vcs))/i;

/** Those whose value is a line for a shell. */
const COMMANDS = /^(?:core\.(?:pager|editor|sshcommand)|pager\.|sequence\.editor)/i;

/** `git -c alias.x='!cmd' x`, `git rebase --exec cmd`, `git bisect run cmd`, `git submodule foreach cmd`. */
export function git(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  words.forEach((word, i) => {
    const { text } = word;
    if (/^(?:-c|--config|--config-env)$/.test(text))
      setting(wrapped, words[i + 1]?.text ?? '', words[i + 1]?.known);
    else if (text.startsWith('-c') && text.includes('=')) setting(wrapped, text.slice(2), word.known);
    else if (
      /^--(?:upload-pack|receive-pack|exec-path|exec|extcmd|config-env|open-files-in-pager|config)=/.test(
        text,
      )
    )
      wrapped.unknown(`\`git\` is told what to run with \`${text.split('=', 1)[0] as string}\``);
    else if (/^ext::/.test(text)) wrapped.unknown('`ext::` is a command that git runs');
  });
  subcommand(wrapped);
}

function setting(wrapped: Wrapped, text: string, known = false): void {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1);
  if (known && COMMANDS.test(name)) return wrapped.runScript(knownWord(value));
  if (!known || RUNS.test(name)) return wrapped.unknown('a setting that git runs');
  if (!/^alias\./i.test(name)) return;
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
  if (name === 'config')
    return config(
      wrapped,
      rest
        .slice(1)
        .filter(({ text }) => !text.startsWith('-'))
        .map(({ text }) => text),
    );
  if (name === 'grep' && rest.some(({ text }) => /^-\w*O/.test(text)))
    return wrapped.unknown('`git grep -O` opens what it finds with a program');
  rest.forEach((word, i) => {
    if (RUNNERS[name ?? '']?.has(word.text) === true) wrapped.runScript(rest[i + 1]);
    else if (/^-x./.test(word.text) && RUNNERS[name ?? ''] !== undefined)
      wrapped.runScript({ ...word, text: word.text.slice(2) });
  });
}

/** Flags of subcommands whose value is a command. */
const RUNNERS: Readonly<Record<string, ReadonlySet<string>>> = {
  rebase: new Set(['-x', '--exec']),
  'filter-branch': new Set([
    '--tree-filter',
    '--index-filter',
    '--msg-filter',
    '--env-filter',
    '--commit-filter',
    '--parent-filter',
    '--tag-name-filter',
    '--setup',
  ]),
  difftool: new Set(['-x', '--extcmd']),
  clone: new Set(['-u', '--upload-pack']),
  fetch: new Set(['--upload-pack']),
  pull: new Set(['--upload-pack']),
  push: new Set(['--receive-pack', '--exec']),
  'ls-remote': new Set(['--upload-pack', '--exec']),
  archive: new Set(['--exec']),
};

function config(wrapped: Wrapped, [name, value]: readonly string[]): void {
  if (value === undefined || name === undefined) return;
  if (/^alias\./i.test(name) && value.startsWith('!')) wrapped.runScript(knownWord(value.slice(1)));
  else if (COMMANDS.test(name)) wrapped.runScript(knownWord(value));
  else if (RUNS.test(name)) wrapped.unknown('a setting that git runs');
}
