import type { AnyNode, Node, Options, Program } from 'acorn';
import { loadPackage } from '../../../lazy-package.js';
import type { Word } from '../../script.js';
import { MAX_CODE, MAX_NESTING, NotShown } from '../code-effect.js';

type Parse = (code: string, options: Options) => Program;

/** How the code is handed over: on the line, as a file, or as a module for certain. */
export type Source = 'line' | 'file' | 'module';

/** Where code comes from. */
export interface Origin {
  readonly source: Source;
  /** The folder that the names of other modules start from; undefined where nobody can say. */
  readonly folder: string | undefined;
  readonly typescript: boolean;
  /** Whether a variable says that modules are looked for in a folder of the project first. */
  readonly near?: boolean;
  /** The words behind the code, where it only looks at them. */
  readonly argv?: readonly Word[] | undefined;
}

let parse: Parse | undefined;

/**
 * The program. Node reads code as a script, and as a module where it is none: what is both is judged alike, since
 * nothing in which they differ is allowed.
 * @throws NotShown, or what the parser throws
 */
export function parseJavaScript(code: string, source: Source): Program {
  if (code.length > MAX_CODE || /<!--|-->/.test(code))
    throw new NotShown('it is long, or holds an old comment');
  parse ??= loadPackage<{ parse: Parse }>('acorn').parse;
  const options = { ecmaVersion: 2024, allowHashBang: true } as const;
  const module = (): Program => (parse as Parse)(code, { ...options, sourceType: 'module' });
  if (source === 'module') return bounded(module());
  try {
    const allowReturnOutsideFunction = source === 'file';
    return bounded(parse(code, { ...options, sourceType: 'script', allowReturnOutsideFunction }));
  } catch (error) {
    if (error instanceof SyntaxError) return bounded(module());
    throw error;
  }
}

function bounded(program: Program): Program {
  const open: [Node, number][] = [[program, 0]];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const [node, depth] = item;
    if (depth > MAX_NESTING * 2) throw new NotShown('it is nested');
    for (const child of childrenOf(node)) open.push([child, depth + 1]);
  }
  return program;
}

/** The nodes that stand directly in one. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) found.push(item);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** `x` in `a.x`, and in `{ x: 1 }`. */
export const isPropertyName = (node: AnyNode, parent: AnyNode | undefined): boolean =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (parent?.type === 'Property' && parent.key === node && parent.value !== node && !parent.computed);
