import { parse } from 'unbash';
import type { Word as ShellWord, WordPart } from 'unbash';
import { expandBraces } from './braces.js';
import { FieldBuilder } from './field-builder.js';
import type { Lookup } from './lookup.js';
import { holdsMark } from './forms.js';
import { knownWord, openWord, unknownWord } from './script.js';
import type { Word } from './script.js';

/** The words that a word of the source becomes: braces, variables, splitting. File names are not looked up. */
export function expandWord(word: ShellWord, lookup: Lookup): readonly Word[] {
  const { parts } = word;
  if (parts === undefined) return [literalWord(word.value)];
  if (parts.some((part) => part.type === 'BraceExpansion')) return expandBraced(word, lookup);
  const builder = new FieldBuilder(lookup);
  builder.parts(parts, false);
  return builder.finish();
}

/** Plain text, in which marks stand for what is open. */
export const literalWord = (text: string): Word => (holdsMark(text) ? openWord(text) : knownWord(text));

/** The text of a word where nothing is split: an assigned value, a redirection, a here-document. */
export function expandText(parts: readonly WordPart[] | undefined, value: string, lookup: Lookup): Word {
  if (parts === undefined) return literalWord(value);
  const builder = new FieldBuilder(lookup);
  builder.parts(parts, true);
  return builder.finish()[0] ?? knownWord('');
}

/** Each result of a brace expansion is a word of its own, and read as one. */
function expandBraced(word: ShellWord, lookup: Lookup): readonly Word[] {
  const texts = expandBraces(word.text);
  if (texts === undefined) return [unknownWord(word.text, true)];
  return texts.flatMap((text) => {
    const again = readWord(text);
    return again === undefined ? [unknownWord(text, true)] : expandWord(again, lookup);
  });
}

/** One word from its source text; undefined where the text is none, or still holds braces. */
function readWord(text: string): ShellWord | undefined {
  const { commands, errors } = parse(`: ${text}`);
  const command = commands[0]?.command;
  if (errors !== undefined || commands.length !== 1 || command?.type !== 'Command') return undefined;
  const [only, ...more] = command.suffix;
  if (only?.type !== 'Word' || more.length > 0 || only.text !== text) return undefined;
  return only.parts?.some((part) => part.type === 'BraceExpansion') === true ? undefined : only;
}
