import type { HereDoc, Redirection, SyntaxNode, Word as ShellWord, WordPart } from 'unbash';
import { SECRET_NAME } from './notable-names.js';
import { meaning } from './parameters.js';
import { knownWord } from './script.js';
import type { FileRedirect, Stdin, Word } from './script.js';
import { expandText } from './word-fields.js';
import type { Lookup } from './lookup.js';

export interface Redirections {
  readonly files: readonly FileRedirect[];
  /** What the last of them makes of standard input. */
  readonly stdin: Stdin | undefined;
}

/** The nodes in which substitutions may stand. */
export function placesOf(redirects: readonly Redirection[]): readonly SyntaxNode[] {
  if (redirects.length === 0) return [];
  const places: SyntaxNode[] = [];
  for (const item of redirects) {
    const place = item.type === 'HereDoc' ? item.body : item.target;
    if (place !== undefined) places.push(place);
  }
  return places;
}

export function readRedirections(redirects: readonly Redirection[], lookup: Lookup): Redirections {
  if (redirects.length === 0) return NONE;
  const files: FileRedirect[] = [];
  let stdin: Stdin | undefined;
  for (const item of redirects) {
    if (item.type === 'HereDoc') {
      stdin = asInput(hereText(item, lookup));
      if (item.delimiter?.quoted !== true && tellsSecret(item.body?.parts, lookup)) files.push(ENVIRONMENT);
      continue;
    }
    if (item.target === undefined) continue;
    const target = expandText(item.target.parts, item.target.value, lookup);
    if (item.type === 'HereString') {
      stdin = asInput(target);
      if (tellsSecret(item.target.parts, lookup)) files.push(ENVIRONMENT);
    } else {
      if (item.operator.startsWith('<')) stdin = fedBy(item.target, target, lookup);
      const writes = !item.operator.startsWith('<') || item.operator === '<>';
      if (isFile(item.operator, target) && !isSubstituted(item.target))
        files.push({ target, writes, appends: item.operator.endsWith('>>') });
    }
  }
  return { files, stdin };
}

const NONE: Redirections = { files: [], stdin: undefined };

/** What a text holds of variables that are keys is read as it would be from where they all stand. */
const ENVIRONMENT: FileRedirect = { target: knownWord('/proc/self/environ'), writes: false };

/** Whether a text that is fed holds a key: a variable whose name says so, and that the script has not set itself. */
function tellsSecret(parts: readonly WordPart[] | undefined, lookup: Lookup): boolean {
  return (
    parts?.some((part) => {
      if (part.type === 'DoubleQuoted') return tellsSecret(part.parts, lookup);
      if (part.type === 'SimpleExpansion')
        return SECRET_NAME.test(part.text) && lookup.value(part.text.slice(1)) === undefined;
      if (part.type !== 'ParameterExpansion' || part.prefix === '#' || part.operation?.type === 'Default')
        return false;
      return (
        SECRET_NAME.test(meaning(part, lookup)) &&
        (part.prefix === '!' || lookup.value(part.parameter) === undefined)
      );
    }) === true
  );
}

/** `< <(command)`: what it prints, if that is a list of names; otherwise the file that is named. */
function fedBy({ parts }: ShellWord, file: Word, { output }: Lookup): Stdin {
  const [part, ...more] = parts ?? [];
  if (part?.type !== 'ProcessSubstitution' || more.length > 0) return { file };
  const printed = output?.(part);
  return printed?.list === true ? { names: printed.words } : 'fed';
}

/** A here-document with an unquoted delimiter has its escapes undone. */
function hereText({ body, delimiter }: HereDoc, lookup: Lookup): Word {
  const text = expandText(body.parts, body.text, lookup);
  const plain = delimiter?.quoted === true || !text.text.includes('\\');
  return plain
    ? text
    : { ...text, text: text.text.replace(/\\([$`\\]|\n)/g, (_, c: string) => (c === '\n' ? '' : c)) };
}

function asInput(word: Word): Stdin {
  return word.known && word.at === undefined ? { text: word.text } : 'fed';
}

/** `> >(command)`: what stands in it is judged itself. */
function isSubstituted({ parts }: ShellWord): boolean {
  return parts?.length === 1 && parts[0]?.type === 'ProcessSubstitution';
}

const NO_FILE = /^\/dev\/(?:null|stdin|stdout|stderr|tty|zero|fd\/\d+)$/;

function isFile(operator: string, target: Word): boolean {
  if (operator === '>&' || operator === '<&') return !(target.known && /^(?:\d+-?|-)$/.test(target.text));
  return !(target.known && NO_FILE.test(target.text));
}
