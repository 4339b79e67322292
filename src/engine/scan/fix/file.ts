import type ts from 'typescript';
import { safeCapability } from '../../model/safe-capability.js';
import type { TextEdit } from '../../model/text-edit.js';
import type { ToolFinding } from '../../model/tool-finding.js';
import { adapterOf } from './adapters.js';
import { freshName, importEdit, importedAs, importLine, importStyle, namesIn } from './imports.js';
import { keyText } from './server.js';
import type { ServerTarget } from './server.js';

/** A definition that is wrapped. */
export interface Wrap {
  readonly tool: ToolFinding;
  readonly node: ts.Expression;
}

/** A tool that is gated with the server that it is registered on. */
export interface Registered {
  readonly tool: ToolFinding;
  readonly server: ServerTarget;
}

/** What is to be done in one file. */
export interface Draft {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly wraps: readonly Wrap[];
  readonly registered: readonly Registered[];
}

/** The edits of one file: the gates, and the imports that they need. */
export function editsOf({ source, wraps, registered }: Draft, runtimeSpecifier: string): TextEdit[] {
  const writer = new Writer(source, runtimeSpecifier);
  const servers = new Map<ts.Node, Registered[]>();
  for (const one of registered) servers.set(one.server.made, [...(servers.get(one.server.made) ?? []), one]);
  const edits = [
    ...wraps.flatMap((wrap) => writer.wrapped(wrap)),
    ...[...servers.values()].map((tools) => writer.server(tools)),
  ];
  return [...writer.imports(), ...edits];
}

/** Writes code in the style of a file, and keeps the imports that it has used. */
class Writer {
  readonly #taken: Set<string>;
  readonly #lines: string[] = [];
  readonly #locals = new Map<string, string>();
  readonly #style;

  constructor(
    private readonly source: ts.SourceFile,
    private readonly runtimeSpecifier: string,
  ) {
    this.#taken = namesIn(source);
    this.#style = importStyle(source);
  }

  wrapped({ tool, node }: Wrap): TextEdit[] {
    const gate = this.#local('gateTool', adapterOf(tool.framework));
    const options = `{ ${this.#host().join(', ')}, capability: ${this.#text(safeCapability(tool.capability))} }`;
    const start = node.getStart(this.source);
    return [
      { start, end: start, text: `${gate}(` },
      { start: node.end, end: node.end, text: `, ${options})` },
    ];
  }

  /** A statement behind the one that makes the server, before anything is registered on it. */
  server(tools: readonly Registered[]): TextEdit {
    const { name, made } = (tools[0] as Registered).server;
    const gate = this.#local('gateServer', 'capfence/mcp');
    const { newline, end } = this.#style;
    const { line } = this.source.getLineAndCharacterOfPosition(made.getStart(this.source));
    const indent = /^[ \t]*/.exec(this.source.text.slice(this.source.getLineStarts()[line]))?.[0] ?? '';
    const capabilities = new Map(tools.map(({ tool }) => [tool.tool ?? '', safeCapability(tool.capability)]));
    const entries = [...capabilities].map(([tool, capability]) => {
      return `${indent}    ${keyText(tool)}: ${this.#text(capability)},`;
    });
    const lines = [
      `${indent}${gate}(${name}, {`,
      ...this.#host().map((one) => `${indent}  ${one},`),
      `${indent}  capabilities: {`,
      ...entries,
      `${indent}  },`,
      `${indent}})${end}`,
    ];
    return { start: made.end, end: made.end, text: lines.map((one) => `${newline}${one}`).join('') };
  }

  imports(): TextEdit[] {
    return this.#lines.length === 0 ? [] : [importEdit(this.source, this.#lines)];
  }

  #host(): string[] {
    const local = this.#local('runtime', this.runtimeSpecifier);
    return [local === 'runtime' ? 'runtime' : `runtime: ${local}`, `actor: ${this.#text('agent')}`];
  }

  #text(value: string): string {
    return `${this.#style.quote}${value}${this.#style.quote}`;
  }

  /** The name that an export has here; imported if it is not yet. */
  #local(name: string, module: string): string {
    const key = `${module} ${name}`;
    const known = this.#locals.get(key) ?? importedAs(this.source, module, name);
    const local = known ?? freshName(name, this.#taken);
    if (known === undefined) this.#lines.push(importLine(name, local, module, this.#style));
    this.#taken.add(local);
    this.#locals.set(key, local);
    return local;
  }
}
