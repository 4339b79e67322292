import type { Node, Options, Parser, Program } from 'acorn';
import { loadPackage } from '../../../lazy-package.js';
import { MAX_CODE, NotShown } from '../code-effect.js';
import { childrenOf } from './parse.js';

type Parsed = Node & {
  readonly name?: string;
  readonly optional?: boolean;
  readonly importKind?: string;
  readonly key?: Node;
  readonly typeAnnotation?: Node;
};
type Range = readonly [start: number, end: number, text: string];

/** What stands in a type and could run nothing, were it read as code: no call, no assignment, no template. */
const TAME = /^[\w\s.,:;<>{}[\]|&?!'"-]*$/;
const WORDS = /\b(?:new|delete|throw|import|require|yield|await|eval|Function)\b/;

const IMPORT = /^import\s+type\s[\w\s{},*$]+\sfrom\s+(?:"[\w@./-]+"|'[\w@./-]+')\s*;?$/;

const isTame = (type: string): boolean => TAME.test(type) && !WORDS.test(type);

let parser: typeof Parser | undefined;

/**
 * TypeScript without its types, which are overwritten by blanks: what is left is judged as JavaScript. What has a
 * meaning when it runs (`enum`, decorators, parameters that are properties) is left standing, and no JavaScript.
 * @throws NotShown, or what the parser throws
 */
export function withoutTypes(code: string): string {
  if (code.length > MAX_CODE) throw new NotShown('it is long');
  const ranges: Range[] = [];
  collect(treeOf(code) as unknown as Parsed, code, ranges);
  let text = code;
  for (const [start, end, put] of ranges.sort(([a], [b]) => b - a)) {
    const type = code.slice(start, end);
    if (!IMPORT.test(type) && !isTame(type.replace(/^type [^=]*=/, '')))
      throw new NotShown('a type that is more than names');
    text = text.slice(0, start) + put.padEnd(end - start) + text.slice(end);
  }
  return text;
}

function treeOf(code: string): Program {
  try {
    parser ??= loadPackage<{ Parser: typeof Parser }>('acorn').Parser.extend(
      loadPackage<{ tsPlugin(): Parameters<typeof Parser.extend>[0] }>(
        '@sveltejs/acorn-typescript',
      ).tsPlugin(),
    );
  } catch {
    throw new NotShown('no parser of TypeScript could be loaded');
  }
  const options: Options = { ecmaVersion: 2024, sourceType: 'module', allowHashBang: true, locations: true };
  return parser.parse(code, options);
}

/** The ranges of what is type only; nothing within one is looked at again. */
function collect(root: Parsed, code: string, ranges: Range[]): void {
  const open: Parsed[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const range = typeRange(node, code);
    const mark = node.type === 'PropertyDefinition' ? markBehind(node, code) : undefined;
    if (mark !== undefined) ranges.push(mark);
    if (range !== undefined) ranges.push(range);
    if (range === undefined || range[0] > node.start) open.push(...childrenIn(node, range));
  }
}

function childrenIn(node: Parsed, range: Range | undefined): readonly Parsed[] {
  return childrenOf(node).filter((child) => range === undefined || child.end <= range[0]) as Parsed[];
}

function typeRange(node: Parsed, code: string): Range | undefined {
  const { type, start, end } = node;
  switch (type) {
    case 'TSTypeAnnotation':
    case 'TSTypeParameterDeclaration':
    case 'TSTypeParameterInstantiation':
      return [start, end, ''];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return [start, end, ';'];
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return ended([keywordBefore(node.typeAnnotation, code), end, ''], code);
    case 'TSNonNullExpression':
      return ended([end - 1, end, ''], code);
    case 'ImportDeclaration':
      return node.importKind === 'type' ? [start, end, ';'] : undefined;
    case 'ImportSpecifier':
      return node.importKind === 'type'
        ? [start, end + (/^\s*,/.exec(code.slice(end))?.[0].length ?? 0), '']
        : undefined;
    case 'Identifier':
      return named(node, code);
    default:
      return undefined;
  }
}

/** `x?: T`, `x!: T`, `x: T`: what stands behind a name that is declared. */
function named({ start, end, name = '' }: Parsed, code: string): Range | undefined {
  const behind = start + name.length;
  if (behind === end) return undefined;
  if (code.slice(start, behind) !== name || !/^\s*(?:[?!]\s*)?(?::|$)/.test(code.slice(behind, end)))
    throw new NotShown('a name that is spelled otherwise');
  return [behind, end, ''];
}

/** `x?: T;` and `x!: T;` of a class: the mark alone, before what is blanked by itself. */
function markBehind({ key, typeAnnotation }: Parsed, code: string): Range | undefined {
  if (key === undefined || typeAnnotation === undefined) return undefined;
  const mark = /^[?!](?=\s*:)/.exec(code.slice(key.end));
  return mark === null ? undefined : [key.end, key.end + 1, ''];
}

/** Where `as` or `satisfies` begins, that stands before a type. */
function keywordBefore(type: Node | undefined, code: string): number {
  const before = /(?:as|satisfies)\s+$/.exec(code.slice(0, type?.start ?? 0));
  if (before === null) throw new NotShown('a type that stands otherwise');
  return before.index;
}

/** Without the type, what begins a line behind it must not go on with what is before it. */
function ended(range: Range, code: string): Range {
  if (/^[^\S\n]*\n\s*[([`+\-/*.,]/.test(code.slice(range[1]))) throw new NotShown('a line that goes on');
  return range;
}
