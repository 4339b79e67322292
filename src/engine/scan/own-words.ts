import ts from 'typescript';
import { bare, functionAround, outer, propertyName } from './syntax.js';

/** Words by which tools go in code: `Tool`, `searchTool`, `ToolDefinition`, `MY_TOOLS`; not `Tooltip` or `toolbar`. */
const TOOL =
  /(?:[tT]ool|TOOL)[sS]?(?![a-z])(?!Tip|Bar|Box|Kit|TIP|BAR|BOX|Window|Panel|Button|Call|Result|Use|Event)/;
/** What is described in much the same way and is none. */
const OTHER = /Command|Prompt|Resource|Route|Workflow|Step\b|Middleware|Hook|Schedule|Migration|Job\b/;

export const saysTool = (text: string): boolean => TOOL.test(text) && !OTHER.test(text);

/** A prompt, a command, a route: described as tools are. */
export const saysOther = (text: string): boolean => OTHER.test(text);

/** Why a literal is taken for a tool: by its type, by the call that gets it, by what holds it. */
export type Evidence = 'exact' | 'type' | 'call' | 'holder' | undefined;

/** Types of a tool itself, and of nothing around it. */
const EXACT = /Tool(?:Def(?:inition)?|Spec)?$/;
/** Types of tables of tools. */
const TABLES = /(?:ToolSet|Tools|ToolMap|ToolRegistry|ToolTable)$/;

/** What a literal is called by the code around it. */
export function calledTool(node: ts.Expression): Evidence {
  const types = typesOf(node);
  const named = types.map(typeName).filter(saysTool);
  if (named.length > 0) return named.some((name) => EXACT.test(name)) ? 'exact' : 'type';
  if (types.some((type) => OTHER.test(typeName(type)))) return undefined;
  return calledByPlace(outer(node));
}

/** The name of a type, or of what a list or a promise of it holds; arguments of generic types say nothing. */
function typeName(type: ts.TypeNode): string {
  if (ts.isArrayTypeNode(type)) return typeName(type.elementType);
  if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return typeName(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.map(typeName).join(' ');
  if (!ts.isTypeReferenceNode(type)) return '';
  const name = ts.isQualifiedName(type.typeName) ? type.typeName.right.text : type.typeName.text;
  const held = type.typeArguments?.at(-1);
  return HOLDERS.has(name) && held ? typeName(held) : name;
}

const HOLDERS = new Set('Promise Array ReadonlyArray Readonly Record Map Set Partial Required'.split(' '));

/** The types that a literal is written against: its own, those of its list, of its table, of the function's result. */
function typesOf(node: ts.Expression): ts.TypeNode[] {
  const { parent } = node;
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) {
    const isConst = parent.type.getText() === 'const';
    return [...(isConst ? [] : [parent.type]), ...typesOf(parent)];
  }
  if (ts.isParenthesizedExpression(parent) || ts.isAwaitExpression(parent)) return typesOf(parent);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent))
    return parent.type ? [parent.type] : [];
  if (ts.isReturnStatement(parent)) return some(functionAround(parent)?.type);
  if (ts.isArrowFunction(parent)) return some(parent.type);
  if (ts.isArrayLiteralExpression(parent)) return typesOf(parent);
  if (ts.isConditionalExpression(parent)) return typesOf(parent);
  return ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)
    ? recordTypes(parent.parent)
    : [];
}

/** `Record<string, Tool>` speaks of what is in the table. */
const recordTypes = (table: ts.ObjectLiteralExpression): ts.TypeNode[] =>
  typesOf(table).filter(
    (type) =>
      ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === 'Record',
  );

/** A table whose keys are the names of tools, by its type or by what it is called. */
export function holdsTools(table: ts.Expression): boolean {
  const types = typesOf(table).map((type) => ({ type, name: typeName(type) }));
  if (
    types.some(({ type, name }) => saysTool(name) && (TABLES.test(name) || /^Record\b/.test(type.getText())))
  )
    return true;
  const name = types.length === 0 ? holderName(outer(table).parent) : undefined;
  return name !== undefined && /(?:tools|TOOLS|ToolSet)$/i.test(name) && saysTool(name);
}

const some = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);

function calledByPlace(node: ts.Node): Evidence {
  const { parent } = node;
  if (ts.isNewExpression(parent))
    return ts.isIdentifier(parent.expression) && saysTool(parent.expression.text) ? 'call' : undefined;
  if (ts.isCallExpression(parent))
    return parent.expression === node ? undefined : saysTool(wayOf(parent)) ? 'call' : undefined;
  if (ts.isArrayLiteralExpression(parent) || ts.isConditionalExpression(parent) || ts.isSpreadElement(parent))
    return calledByPlace(outer(parent));
  const name = holderName(parent);
  if (name !== undefined && saysTool(name)) return 'holder';
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) {
    const fn = ts.isArrowFunction(parent) ? parent : functionAround(parent);
    const own = fn && (holderName(fn) ?? holderName(outer(fn).parent));
    return own !== undefined && saysTool(own) ? 'holder' : undefined;
  }
  // A table of tools: `const tools = { search: { … } }`.
  if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
    const table = holderName(outer(parent.parent).parent);
    return table !== undefined && /tools?$/i.test(table) && saysTool(table) ? 'holder' : undefined;
  }
  return undefined;
}

/** The last name of what is called; of `tools.push(…)` it is the list. */
function wayOf(call: ts.CallExpression): string {
  const callee = bare(call.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  if (!ts.isPropertyAccessExpression(callee)) return '';
  if (!['push', 'unshift', 'set', 'add', 'register'].includes(callee.name.text)) return callee.name.text;
  const owner = bare(callee.expression);
  return ts.isIdentifier(owner) ? owner.text : ts.isPropertyAccessExpression(owner) ? owner.name.text : '';
}

function holderName(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node))
    return ts.isPropertyAccessExpression(node.left)
      ? node.left.name.text
      : ts.isIdentifier(node.left)
        ? node.left.text
        : undefined;
  const isNamed =
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessor(node);
  return isNamed && node.name ? propertyName(node.name as ts.PropertyName) : undefined;
}
