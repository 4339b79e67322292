import ts from 'typescript';
import type { Context } from './context.js';
import { memberValues } from './members.js';
import { bare, classAround, each, outer, propertyName, walk } from './syntax.js';
import type { Env, Value } from './value.js';

/** What runs when a tool is called that is only described where the model is told of it. */
export interface Runners {
  readonly executors: readonly Value[];
  /** Code that stands in the loop itself: a `case`, the branch of an `if`. */
  readonly inline: readonly ts.Node[];
}

/** What names of tools are called where loops compare them. */
const NAMES = /(?:^|[.?_])(?:\w*name|tool|fn|func|functionCall|key)$/i;

/** Looks where the name of a tool is asked for: in a table of functions, a `case`, an `if`; in its own file first. */
export function runnersOf(context: Context, node: ts.Node, name: string): Runners {
  const own = node.getSourceFile();
  const here = runnersIn(context, own, node, name);
  if (here.executors.length > 0 || here.inline.length > 0) return here;
  context.tree.unseen?.everywhere();
  const others = context.tree.files.filter((file) => file !== own && file.text.includes(name));
  const all = others.map((file) => runnersIn(context, file, node, name));
  return {
    executors: all.flatMap(({ executors }) => executors),
    inline: all.flatMap(({ inline }) => inline),
  };
}

const EXECUTORS = ['execute', 'handler', 'run', 'call', 'invoke', 'func', 'fn', 'handle', 'callback'];

/** What runs beside a description: of the object or class that it is a part of, or that it was taken from in a loop. */
export function runsBeside(context: Context, { node, env }: Extract<Value, { kind: 'object' }>): Value[] {
  const holders = [...holderOf(node, env), ...takenFrom(env)];
  return holders.flatMap((holder) =>
    EXECUTORS.flatMap((name) => memberValues(context.on, holder, name).filter(isFunction)),
  );
}

const isFunction = ({ kind }: Value): boolean => kind === 'function';

function holderOf(node: ts.Node, env: Env | undefined): Value[] {
  const { parent } = outer(node);
  if (ts.isPropertyDeclaration(parent) && ts.isClassLike(parent.parent))
    return [{ kind: 'instance', node: parent.parent, env }];
  if (ts.isBinaryExpression(parent) && /^this\.\w+$/.test(parent.left.getText())) {
    const around = classAround(parent);
    return around ? [{ kind: 'instance', node: around, env }] : [];
  }
  return ts.isPropertyAssignment(parent) ? [{ kind: 'object', node: parent.parent, env }] : [];
}

function takenFrom(env: Env | undefined): readonly Value[] {
  if (!env || !('length' in env.bound)) return [];
  return env.bound.filter(({ kind }) => kind === 'object' || kind === 'instance');
}

function runnersIn(context: Context, file: ts.SourceFile, definition: ts.Node, name: string): Runners {
  const executors: Value[] = [];
  const inline: ts.Node[] = [];
  each(file, (node) => {
    if (node.pos >= definition.pos && node.end <= definition.end && file === definition.getSourceFile())
      return;
    const branch = branchFor(node, name);
    if (branch) {
      inline.push(branch);
      executors.push(...calledIn(context, branch));
    } else if (ts.isObjectLiteralElementLike(node) && propertyName(node.name) === name)
      executors.push(...context.on.ofDeclaration(node, undefined).filter(({ kind }) => kind === 'function'));
  });
  return { executors, inline };
}

function branchFor(node: ts.Node, name: string): ts.Node | undefined {
  if (ts.isCaseClause(node)) return isText(node.expression, name) ? withStatements(node) : undefined;
  return ts.isIfStatement(node) && asksFor(node.expression, name) ? node.thenStatement : undefined;
}

/** `case 'a': case 'b': …`: the first clause below that has statements. */
function withStatements(clause: ts.CaseClause): ts.Node {
  const { clauses } = clause.parent;
  return clauses.slice(clauses.indexOf(clause)).find(({ statements }) => statements.length > 0) ?? clause;
}

const isText = (node: ts.Expression, name: string): boolean => {
  const inner = bare(node);
  return ts.isStringLiteralLike(inner) && inner.text === name;
};

/** `call.name === 'name'`, alone or with more that must hold. */
function asksFor(condition: ts.Expression, name: string): boolean {
  const node = bare(condition);
  if (!ts.isBinaryExpression(node)) return false;
  const { SyntaxKind: K } = ts;
  const { kind } = node.operatorToken;
  if (kind === K.AmpersandAmpersandToken) return asksFor(node.left, name) || asksFor(node.right, name);
  if (kind !== K.EqualsEqualsEqualsToken && kind !== K.EqualsEqualsToken) return false;
  const [text, other] = isText(node.left, name) ? [node.left, node.right] : [node.right, node.left];
  return isText(text, name) && NAMES.test(bare(other).getText());
}

function calledIn(context: Context, branch: ts.Node): readonly Value[] {
  const found: Value[] = [];
  walk(branch, (node) => {
    if (ts.isCallExpression(node))
      found.push(...context.on.values(node.expression).filter(({ kind }) => kind === 'function'));
  });
  return found;
}
