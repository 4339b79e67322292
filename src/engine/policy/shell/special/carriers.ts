import { valuesOf } from '../arguments.js';
import { baseName, programOf } from '../programs/index.js';
import { knownWord } from '../script.js';
import type { Word } from '../script.js';
import type { Wrapped } from '../wrapped.js';

/**
 * Profilers and their like, which run the program that stands somewhere among their words: behind `--`, or the first
 * that is one by its name. Any other is what they run of the project.
 */
export function anywhere(wrapped: Wrapped): void {
  const { words } = wrapped.command;
  if (words.some(({ known, splits, open }) => !known && (splits || open !== true)))
    wrapped.unknown('what it runs is not known before it runs');
  const dashes = words.findIndex(({ text }) => text === '--');
  if (dashes > 0) return wrapped.runWords(words.slice(dashes + 1));
  const at = words.findIndex(
    ({ text }, i) => i > 0 && !text.startsWith('-') && programOf(baseName(text)) !== undefined,
  );
  const path = words.findIndex(({ text }, i) => i > 0 && /^(?:\.{0,2}\/|~)/.test(text));
  if (at > 0) wrapped.runWords(words.slice(at));
  if (path > 0 && (at < 0 || path < at)) wrapped.runWords(words.slice(path));
}

/** `firebase emulators:exec 'SCRIPT'`. */
export function quoted(wrapped: Wrapped): void {
  const [verb, script] = wrapped.args.operands;
  if (verb?.known !== true) return wrapped.unknown('a subcommand that is not known before it runs');
  if (/:exec$/.test(verb.text)) wrapped.runScript(script);
}

/** Programs of projects that an interpreter is given by their files, with subcommands of their own. */
const SCRIPTS =
  /^(?:artisan|console|spark|yii|craft|manage\.py|composer(?:\.phar)?|wp-cli\.phar|drush(?:\.php)?)$/;
const FOLDERS = /(?:^|\/)(?:bin|vendor\/bin|exe|script)\/[\w.-]+$/;

/** Settings of `php -d` that load code. */
const PRELOADS =
  /^(?:auto_(?:prepend|append)_file|extension|zend_extension|allow_url_\w+|include_path|sendmail_path|mail\.\w+|open_basedir)\b/;

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
  wrapped.runWords([knownWord(name.replace(/\.phar$/, '')), ...rest]);
}
