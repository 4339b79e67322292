import type { Tree } from '@lezer/common';
import { loadPackage } from '../../../lazy-package.js';
import { MAX_CODE, MAX_NESTING, NotShown } from '../code-effect.js';
import { assertPlainLayout } from './layout.js';

/** A node of the concrete tree, without comments. */
export interface Node {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly kids: readonly Node[];
}

interface Parser {
  configure(how: { strict: boolean }): Parser;
  startParse(code: string): { advance(): Tree | null };
}

let parser: Parser | undefined;
/** The parser takes some twenty steps for a token, and more where it follows two readings at once. */
const MAX_STEPS = 8 * MAX_CODE;

/** The tree of a program. @throws NotShown where it is none, or is written as nobody writes. */
export function pythonTree(code: string): Node {
  if (code.length > MAX_CODE) throw new NotShown('it is long');
  return built(parsed(code), code);
}

/** `strict` gives up at the first error, where Lezer would otherwise guess on. */
function parsed(code: string): Tree {
  parser ??= loadPackage<{ parser: Parser }>('@lezer/python').parser.configure({ strict: true });
  const parse = parser.startParse(code);
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const tree = parse.advance();
    if (tree !== null) return tree;
  }
  throw new NotShown('it is hard to parse');
}

type Open = { type: string; from: number; to: number; text: string; kids: Node[] };

function built(tree: Tree, code: string): Node {
  const stack: Open[] = [];
  const texts: (readonly [number, number])[] = [];
  let root: Open | undefined;
  tree.iterate({
    enter({ name, from, to, type }) {
      if (type.isError) throw new NotShown('it does not parse');
      if (type.name === 'Comment') {
        assertComment(code.slice(from, to));
        texts.push([from, to]);
        return false;
      }
      const node: Open = { type: name, from, to, text: code.slice(from, to), kids: [] };
      if (root === undefined) root = node;
      else stack.at(-1)?.kids.push(node);
      stack.push(node);
      if (stack.length > MAX_NESTING * 3) throw new NotShown('it is nested');
      if (name === 'String' || name === 'FormatString') texts.push([from, to]);
      // `0x1for x in y` is `0x1f or x`.
      if (name === 'Number' && /\w/.test(code.charAt(to))) throw new NotShown('a number that goes on');
      return true;
    },
    leave({ type }) {
      if (type.name !== 'Comment') stack.pop();
    },
  });
  if (root?.type !== 'Script') throw new NotShown('it is no program');
  assertPlainLayout(code, texts);
  return root;
}

/** In the first lines a comment may say how the file is to be decoded. */
function assertComment(text: string): void {
  if (/coding[:=]/.test(text)) throw new NotShown('it names an encoding');
}
