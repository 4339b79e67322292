import { valuesOf } from '../arguments.js';
import { baseName, programOf } from '../programs/index.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

const MAX_WORDS = 60;
/** A program by its path. */
const PATH = /^(?:\.{0,2}\/|~)/;

/**
 * Profilers and their like, which run the program that stands somewhere among their words: behind `--`, or one by
 * its name or path. Any other is what they run of the project.
 */
export function anywhere(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  if (words.some(({ known, splits, open }) => !known && (splits || open !== true)))
    wrapped.unknown('what it runs is not known before it runs');
  if (words.length > MAX_WORDS) return wrapped.unknown('it has more words than anybody reads');
  const dashes = words.findIndex(({ text }) => text === '--');
  if (dashes > 0) wrapped.runWords(words.slice(dashes + 1));
  words.forEach(({ text }, i) => {
    if (i === 0 || i === dashes + 1 || text.startsWith('-')) return;
    const [program = ''] = text.split(/\s/);
    // Which flags take a value is not known here: whatever may be the program is taken for it.
    if (program !== text && programOf(baseName(program)) !== undefined) wrapped.runScript(words[i]);
    else if (programOf(baseName(text)) !== undefined || (PATH.test(text) && (dashes < 0 || i < dashes)))
      wrapped.runWords(words.slice(i));
  });
}

/** `firebase emulators:exec 'SCRIPT'`. */
export function quoted(wrapped: Wrapped): void {
  const [verb, ...scripts] = wrapped.args.operands;
  if (verb?.known !== true) return wrapped.unknown('a subcommand that is not known before it runs');
  // A flag may take the first of them.
  if (/:exec$/.test(verb.text)) for (const script of scripts) wrapped.runScript(script);
}

/** Programs of projects that an interpreter is given by their files, with subcommands of their own. */
const SCRIPTS =
  /^(?:artisan|console|spark|yii|craft|manage\.py|composer(?:\.phar)?|wp-cli\.phar|drush(?:\.php)?)$/;
const FOLDERS = /(?:^|\/)(?:bin|vendor\/bin|exe|script)\/[\w.-]+$/;

/** Settings of `php -d` that load code. */
const PRELOADS =
  /^(?:auto_(?:prepend|append)_file|extension|zend_extension|allow_url_\w+|include_path|sendmail_path|mail\.\w+|open_basedir)\b/;

/** Whether a shell is given code: on its line, or to read. */
const isGiven = ({ args, command }: Wrapped): boolean =>
  args.operands.length > 2 ||
  command.words.some(({ text }) => text.startsWith('--execute')) ||
  command.stdin !== 'inherited';

/** `php artisan tinker`, `ruby bin/rails runner`: what stands behind the file belongs to the program that it is. */
export function scripted(wrapped: Wrapped): void {
  if (valuesOf(wrapped.args, ['d']).some(({ known, text }) => !known || PRELOADS.test(text)))
    wrapped.unknown('a setting that loads code of its own');
  const [script] = wrapped.args.operands;
  if (script?.known !== true) return;
  const name = baseName(script.text);
  if ((!SCRIPTS.test(name) && !FOLDERS.test(script.text)) || programOf(name) === undefined) return;
  const from = wrapped.command.words.indexOf(script);
  const rest: readonly Word[] = wrapped.command.words.slice(from + 1);
  // The code that it is given is PHP, in a shell of the project's own.
  if (name === 'artisan' && rest[0]?.known === true && rest[0].text === 'tinker' && isGiven(wrapped))
    return wrapped.runWords([knownWord('artisan:tinker'), ...rest.slice(1)]);
  wrapped.runWords([knownWord(name.replace(/\.phar$/, '')), ...rest]);
}
