import type { AnyNode } from 'acorn';
import { argumentAt, argumentsFrom, together } from '../path-words.js';
import type { Words } from '../path-words.js';
import type { Declared } from './declared.js';
import { keyOf } from './kinds.js';

/** All that may be done with the words of the command line, if files are to be told by them. */
const LOOKS =
  /\bprocess\.argv(?:\.length\b|(?:\[[1-9]\]|\.slice\([1-9]\))(?!\s*(?:[-+*/%&|^<>?]*=(?!=|>)|\+\+|--)))/g;

/** The words behind the code, where nothing in it can change them and none is a flag; undefined otherwise. */
export function unchangedWords(code: string, argv: Words): Words {
  if (argv === undefined || code.includes('\\u')) return undefined;
  const looks = code.match(LOOKS)?.length ?? 0;
  const flags = argv.some(({ text }) => text.startsWith('-'));
  return looks > 0 && looks === code.match(/argv/g)?.length && !flags ? argv : undefined;
}

/** Which files `process.argv[2]` and `process.argv.slice(2)` name. */
export class CommandLine {
  constructor(
    private readonly declared: Declared,
    private readonly argv: Words,
    /** Whether the code stands in a file: its name stands before the words. */
    private readonly inFile: boolean,
  ) {}

  /** `process.argv[2]`. */
  word(node: AnyNode): Words {
    if (node.type !== 'MemberExpression' || !node.computed || !this.#isOwn(node.object)) return undefined;
    return this.#from(node.property, argumentAt);
  }

  /** `process.argv.slice(2)`. */
  rest(node: AnyNode): Words {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const { callee, arguments: given } = node;
    const sliced = keyOf(callee) === 'slice' && given.length === 1 && this.#isOwn(callee.object);
    return sliced ? this.#from(given[0], argumentsFrom) : undefined;
  }

  #isOwn(node: AnyNode): boolean {
    if (node.type !== 'MemberExpression' || node.computed || keyOf(node) !== 'argv') return false;
    return (
      node.object.type === 'Identifier' && node.object.name === 'process' && !this.declared.has('process')
    );
  }

  /** Behind code on the line they begin at 1, behind a file or what is piped in at 2. */
  #from(place: AnyNode | undefined, taken: (argv: Words, index: number) => Words): Words {
    if (place?.type !== 'Literal' || typeof place.value !== 'number') return undefined;
    const at = place.value;
    const starts = (this.inFile ? [2] : [1, 2]).filter((start) => at >= start);
    const words = together(starts.map((start) => taken(this.argv, at - start)));
    return starts.length === 0 || words?.length === 0 ? undefined : words;
  }
}
