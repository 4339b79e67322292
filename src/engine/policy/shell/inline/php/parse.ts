import { loadPackage } from '../../../lazy-package.js';
import { MAX_NESTING, NotShown } from '../code-effect.js';

/** A node of the tree: what it holds depends on its kind. */
export interface Node {
  readonly kind: string;
  readonly [key: string]: unknown;
}

type Step = (this: unknown, ...given: unknown[]) => unknown;
interface Engine {
  readonly parser: { next: Step; expect: Step; error: Step };
  readonly lexer: { lex: Step; input: Step };
  parseEval(code: string): Node;
}
type EngineClass = new (options: object) => Engine;

const MAX_STEPS = 2000;

let engine: EngineClass | undefined;

const options = (): object => ({
  parser: { extractDoc: false, php8: true, suppressErrors: false },
  ast: { withPositions: false },
  lexer: { short_tags: false, asp_tags: false },
});

/** The statements of a program without its opening mark. @throws NotShown where it is none */
export function parsePhp(code: string): readonly Node[] {
  let program: Node;
  try {
    engine ??= loadPackage<{ Engine: EngineClass }>('php-parser').Engine;
    const made = new engine(options());
    count(made, code.length);
    program = made.parseEval(code);
  } catch {
    // The parser throws errors of every kind, and may not be there.
    throw new NotShown('no program');
  }
  const { children, errors } = program;
  if (!Array.isArray(children) || (Array.isArray(errors) && errors.length > 0))
    throw new NotShown('no program');
  bounded(program);
  return nodesOf(children);
}

/** The parser goes round in circles where what it looks for does not come: its steps are counted. */
function count({ parser, lexer }: Engine, length: number): void {
  let left = MAX_STEPS + length * 12;
  const counted = (step: Step): Step =>
    function (this: unknown, ...given) {
      if (--left < 0) throw new NotShown('it takes too long');
      return step.apply(this, given);
    };
  parser.next = counted(parser.next);
  parser.expect = counted(parser.expect);
  parser.error = counted(parser.error);
  lexer.lex = counted(lexer.lex);
  lexer.input = counted(lexer.input);
}

function bounded(program: Node): void {
  const open: [Node, number][] = [[program, 0]];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const [node, depth] = item;
    if (depth > MAX_NESTING * 2) throw new NotShown('it is nested');
    for (const child of childrenOf(node)) open.push([child, depth + 1]);
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).kind === 'string';
}

/** A node that must be there. @throws NotShown */
export function nodeOf(value: unknown): Node {
  if (!isNode(value)) throw new NotShown('a tree of another shape');
  return value;
}

export const optionalOf = (value: unknown): Node | undefined =>
  value === null || value === undefined || value === false ? undefined : nodeOf(value);

export function nodesOf(value: unknown): readonly Node[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new NotShown('a tree of another shape');
  return value.map(nodeOf);
}

/** The nodes that stand directly in one. */
export function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value): readonly Node[] =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** An identifier, a name, or a text that is one. @throws NotShown where it is worked out */
export function nameOf(value: unknown): string {
  const name = isNode(value) ? value.name : value;
  if (typeof name !== 'string' || !/^\\?[A-Za-z_]\w*(?:\\[A-Za-z_]\w*)*$/.test(name))
    throw new NotShown('a name that is worked out');
  return name;
}

/** The name of a variable; undefined where it is something else. */
export function variableOf(value: unknown): string | undefined {
  return isNode(value) && value.kind === 'variable' && typeof value.name === 'string'
    ? value.name
    : undefined;
}

/** What a text says, where nothing has to be worked out. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'string' || typeof node.raw !== 'string') return undefined;
  const [, quote, inside] = /^(['"])([^]*)\1$/.exec(node.raw) ?? [];
  if (inside === undefined) return undefined;
  return quote === '"' ? unescaped(inside) : inside.replace(/\\([\\'])/g, '$1');
}

/** What stands between quotation marks says; undefined where it is spelled in a way that is not read. */
export function unescaped(text: string): string | undefined {
  if (text.replace(/\\[nt"\\$]/g, '').includes('\\')) return undefined;
  return text.replace(/\\([nt"\\$])/g, (_, mark: string) =>
    mark === 'n' ? '\n' : mark === 't' ? '\t' : mark,
  );
}
