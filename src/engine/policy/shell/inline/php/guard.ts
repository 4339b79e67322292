import { NotShown } from '../code-effect.js';
import type { Token } from './tokens.js';

/** What the judge has met in the tree, and allowed. */
export interface Told {
  readonly functions: ReadonlySet<string>;
  /** Classes, constants, methods and whatever else is named. */
  readonly names: ReadonlySet<string>;
  /** How often something that is no name is called. */
  readonly called: number;
  readonly included: number;
}

const KEYWORDS = new Set(
  `array as break callable case catch class const continue declare default do echo else elseif empty endfor
  endforeach endif endswitch endwhile exit die extends final finally fn for foreach function if implements include
  include_once instanceof isset list match new and or xor print private protected public readonly require
  require_once return static switch throw try unset use var while yield true false null self parent from
  int float bool string iterable object mixed void never __dir__ __file__ __line__ __class__ __function__ __method__`
    .trim()
    .split(/\s+/),
);

/** What stands before a name that is no function. */
const BEFORE_NAMES = /^(?:->|\?->|::|new|function)$/i;
const isName = (token: Token | undefined): boolean => token?.is === 'name';

/**
 * Holds the pieces of a program against what was met in its tree: no name may have been overlooked, and nothing is
 * called, or is a class, but by its name. What a parser takes for something else than PHP does is found here.
 */
export function assertTold(tokens: readonly Token[], told: Told): void {
  let called = 0;
  let included = 0;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    assertPair(token, next);
    if (next?.text === '(' && calls(token)) called++;
    if (token.is !== 'name') return;
    const word = token.text.toLowerCase();
    if (/^(?:include|require)(?:_once)?$/.test(word)) included++;
    if (KEYWORDS.has(word)) return;
    const asked = next?.text === '(' && !BEFORE_NAMES.test(before?.text ?? '') ? told.functions : told.names;
    if (!asked.has(word)) throw new NotShown(token.text);
  });
  if (called !== told.called || included !== told.included) throw new NotShown('what is called by a value');
}

/** Whether `(` behind it calls a value: those behind lists, texts and blocks are none that is read. */
const calls = ({ is, text }: Token): boolean => is === 'variable' || text === ')';

function assertPair(token: Token, next: Token | undefined): void {
  const { is, text } = token;
  const value = is === 'variable' || is === 'text' || /^[)\]}]$/.test(text);
  const to = next?.text ?? '';
  if (value && to === '::') throw new NotShown('a class by a value');
  if ((is === 'text' || /^[\]}]$/.test(text)) && to === '(') throw new NotShown('a call of a value');
  if ((is === 'text' || text === '}') && /^\??->$/.test(to)) throw new NotShown('what belongs to a value');
  if ((is === 'variable' || is === 'text' || text === ']') && to === '{')
    throw new NotShown('a block behind a value');
  if (/^(?:->|\?->|::|new)$/i.test(text) && !isName(next)) throw new NotShown('a name by a value');
  if (text === '...' && to === ')') throw new NotShown('a function as a value');
  if (is === 'name' && next?.is === 'text' && /^[bu]$/i.test(text))
    throw new NotShown('a text of another kind');
}
