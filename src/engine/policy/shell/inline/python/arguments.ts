import { asksHere } from '../local-urls.js';
import { NotShown } from '../code-effect.js';
import { CLASSES } from '../path-words.js';
import { NAMED_ONLY } from './files.js';
import type { Names } from './resolve.js';
import type { Argument, Expression } from './syntax.js';

/** Only these arguments are named, and so many are not. @throws NotShown */
export function assertNamed(args: readonly Argument[], member: string, plain: number): void {
  args.forEach(({ name, star }, i) => {
    if (star !== '' || (name === undefined ? i >= plain : NAMED_ONLY[member]?.has(name) !== true))
      throw new NotShown(member);
  });
}

/** An alias becomes a part of code that is made. @throws NotShown */
export function assertNoAlias(args: readonly Argument[]): void {
  if (args.some(({ name }) => name === 'alias')) throw new NotShown('an alias');
}

/** A module of which finding out runs nothing. */
export function isPlainName(node: Expression | undefined): boolean {
  return node?.is === 'text' && /^\w+$/.test(node.value ?? '');
}

/** `echo=True`, `poolclass=StaticPool`, `connect_args={'check_same_thread': False}`. */
export function isEngineOption({ name, value }: Argument, names: Names): boolean {
  if (name === 'echo' || name === 'future') return value.is === 'constant';
  if (name === 'poolclass') return names.memberOf(value)?.startsWith('sqlalchemy.pool.') === true;
  return (
    name === 'connect_args' &&
    value.is === 'dict' &&
    value.entries.every(({ key }) => key?.is === 'text' && key.value === 'check_same_thread')
  );
}

/** A statement with names put into it; `sqlite3` runs one at a time, and it begins as it stands here. */
export function formed(node: Expression): string | undefined {
  if (node.is === 'text') return node.value;
  if (node.is !== 'format') return undefined;
  return node.parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}

const OF_DATES = new Set('year month day hour minute second microsecond tzinfo fold'.split(' '));

/** Of a text, `replace` has two arguments; of a date they have names; of a path it has one, which moves it. */
export function isNoMove(
  name: string,
  args: readonly Argument[],
  tables: boolean,
  mayHoldPaths: boolean,
): boolean {
  if (name === 'copy') return args.length === 0 || (tables && args.every((one) => one.name === 'deep'));
  const plain = args.filter((one) => one.name === undefined).length;
  const dates = args.every((one) => one.name !== undefined && OF_DATES.has(one.name));
  return plain >= 2 || (args.length > 0 && dates) || (tables && !mayHoldPaths);
}

/** Names of functions that ask, or tell, whomever they are given the address of. */
const ASKS =
  /(?:^|_)(?:download|fetch|upload|send|post|request|urlopen|retrieve|crawl|scrape|ping|webhook|notify)(?:_|$)/i;
const ADDRESS = /^\s*(?:https?|wss?|ftps?):\/\//i;

/** `download_file('https://…')`. */
export const asksElsewhere = (name: string, args: readonly Argument[]): boolean =>
  ASKS.test(name) && args.some(({ value }) => value.is === 'text' && isElsewhere(value.value ?? ''));

const isElsewhere = (text: string): boolean =>
  ADDRESS.test(text) && !(['http', 'ws'] as const).some((scheme) => asksHere({ text, whole: true }, scheme));

/** What `yaml.load(text, Loader=yaml.SafeLoader)` reads. @throws NotShown where it may make more than data */
export function loadedSafely(args: readonly Argument[], names: Names): Expression | undefined {
  const [text, loader, ...more] = args;
  const safe = loader !== undefined && /^yaml\.C?SafeLoader$/.test(names.memberOf(loader.value) ?? '');
  if (!safe || more.length > 0 || (loader.name ?? 'Loader') !== 'Loader') throw new NotShown('yaml.load');
  return text?.value;
}

/** `parser.add_argument('--out', type=Path)`: a parser makes a path of a word, and nothing else. */
export function optionsOf(args: readonly Argument[], names: Names): readonly Expression[] {
  const isPath = ({ name, value }: Argument): boolean =>
    name === 'type' && CLASSES.has(names.memberOf(value) ?? '');
  return args.filter((one) => !isPath(one)).map(({ value }) => value);
}
