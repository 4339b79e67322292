import ts from 'typescript';
import type { ToolFinding } from '../../model/tool-finding.js';

/** A server that tools are registered on, and the statement that makes it. */
export interface ServerTarget {
  readonly name: string;
  readonly made: ts.VariableStatement;
}

/** The server of `server.registerTool(…)`, where the same file makes it in plain sight. */
export function serverOf(source: ts.SourceFile, tool: ToolFinding): ServerTarget | { why: string } {
  if (tool.tool === undefined) return { why: 'its name is not known, and a server is gated by names' };
  const call = callAt(source, tool);
  const receiver =
    call !== undefined && ts.isPropertyAccessExpression(call.expression)
      ? call.expression.expression
      : undefined;
  if (receiver === undefined || !ts.isIdentifier(receiver))
    return { why: 'give its server to `gateServer` of `capfence/mcp`' };
  const made = declarationOf(receiver);
  return made === undefined
    ? { why: `give \`${receiver.text}\` to \`gateServer\` of \`capfence/mcp\` where it is made` }
    : { name: receiver.text, made };
}

function callAt(source: ts.SourceFile, { place }: ToolFinding): ts.CallExpression | undefined {
  const begin = source.getLineStarts()[place.line - 1];
  if (begin === undefined) return undefined;
  const start = begin + place.column - 1;
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getFullStart() > start || node.end <= start) return;
    if (found === undefined && ts.isCallExpression(node) && node.getStart(source) === start) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `const server = new McpServer(…);`, in a block around the use and before it. */
function declarationOf(use: ts.Identifier): ts.VariableStatement | undefined {
  for (let block: ts.Node = use.parent; ; block = block.parent) {
    if (ts.isFunctionLike(block) && block.parameters.some(({ name }) => name.getText() === use.text))
      return undefined;
    if (ts.isBlock(block) || ts.isSourceFile(block)) {
      const made = block.statements.find((one) => isMaking(one, use.text));
      if (made !== undefined) return made.end <= use.pos && ts.isVariableStatement(made) ? made : undefined;
    }
    if (ts.isSourceFile(block)) return undefined;
  }
}

/** Whether a statement binds the name; only a `const` that is made at once is what we look for. */
function isMaking(statement: ts.Statement, name: string): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  const { declarations, flags } = statement.declarationList;
  const [only] = declarations;
  const bound = declarations.some((one) => one.name.getText() === name);
  return (
    bound &&
    declarations.length === 1 &&
    (flags & ts.NodeFlags.Const) !== 0 &&
    only?.initializer !== undefined
  );
}

/** A name as the key of an object literal that has nothing but own properties. */
export function keyText(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
