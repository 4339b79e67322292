import ts from 'typescript';
import type { FileProblem, Place } from '../model/tool-finding.js';

/** One `name: value` of an object, however often the name stands in it. */
export interface JsonMember {
  readonly name: string;
  readonly value: ts.Expression;
  readonly place: Place;
}

/** JSON with comments and trailing commas, as editors and agents write their settings, with the place of everything. */
export class JsonTree {
  readonly #source: ts.JsonSourceFile;

  /** @throws RangeError where it is nested too deep to be read */
  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#source = ts.parseJsonText(file, text.replace(/^\uFEFF/, ' '));
  }

  get root(): ts.Expression | undefined {
    return this.#source.statements[0]?.expression;
  }

  /** Where the text stops being JSON, and why. */
  get fault(): { place: Place; message: string } | undefined {
    const diagnostics = (this.#source as unknown as { parseDiagnostics: readonly ts.Diagnostic[] })
      .parseDiagnostics;
    const [first] = diagnostics;
    if (first === undefined) return undefined;
    const message = ts.flattenDiagnosticMessageText(first.messageText, ' ').replace(/\.$/, '');
    return {
      place: this.#place(first.start ?? 0),
      message: `${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    };
  }

  placeOf(node: ts.Node): Place {
    return this.#place(node.getStart(this.#source));
  }

  /** The members of an object, twins too: which of them counts is for its reader to say, not for us. */
  members(node: ts.Expression | undefined): JsonMember[] {
    if (node === undefined || !ts.isObjectLiteralExpression(node)) return [];
    return node.properties.filter(ts.isPropertyAssignment).map((property) => ({
      name: nameOf(property.name),
      value: property.initializer,
      place: this.placeOf(property.name),
    }));
  }

  /** The values that stand under a name. */
  all(node: ts.Expression | undefined, name: string): ts.Expression[] {
    return this.members(node)
      .filter((member) => member.name === name)
      .map((member) => member.value);
  }

  #place(at: number): Place {
    const { line, character } = this.#source.getLineAndCharacterOfPosition(at);
    return { file: this.file, line: line + 1, column: character + 1 };
  }
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : name.getText();
}

export function elementsOf(node: ts.Expression | undefined): readonly ts.Expression[] {
  return node !== undefined && ts.isArrayLiteralExpression(node) ? node.elements : [];
}

export function textOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
}

export function isTrue(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword;
}

/** The tree of a file, or the problem that it cannot be read. */
export function readJson(
  text: string,
  file: string,
  code: 'mcp-config' | 'agent-settings',
): JsonTree | FileProblem {
  const severity = 'medium';
  try {
    const tree = new JsonTree(file, text);
    const { fault } = tree;
    if (fault === undefined) return tree;
    const message = `the file is no JSON, so what it starts is not known: ${fault.message}`;
    return { place: fault.place, code, message, severity };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'the file is nested too deep to be read, so what it starts is not known';
    return { place: { file, line: 1, column: 1 }, code, message, severity };
  }
}
