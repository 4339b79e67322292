import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** As much of each package as the type checker needs to hold the fixes to account. */
const PACKAGES: Readonly<Record<string, string>> = {
  zod: `export interface Schema<T> { readonly __type: T }
    export declare const z: { object<S>(shape: S): Schema<{ [K in keyof S]: S[K] extends Schema<infer T> ? T : never }>; string(): Schema<string> };`,
  '@langchain/core/tools': `import type { Schema } from 'zod';
    export declare class StructuredTool { name: string; invoke(input: unknown): Promise<unknown> }
    export declare class DynamicStructuredTool<T = unknown> extends StructuredTool { constructor(fields: { name: string; description: string; schema: Schema<T>; func: (input: T) => Promise<string> }); kind: T }
    export declare function tool<T>(fn: (input: T) => unknown, fields: { name: string; description?: string; schema: Schema<T> }): DynamicStructuredTool<T>;`,
  langchain: `import type { StructuredTool } from '@langchain/core/tools';
    export declare function createAgent(options: { model: string; tools: readonly StructuredTool[] }): object;`,
  ai: `import type { Schema } from 'zod';
    export interface Tool<I = any, O = any> { description?: string; inputSchema: Schema<I>; execute?: (input: I, options: { toolCallId: string }) => O | PromiseLike<O> }
    export declare function tool<I, O>(tool: Tool<I, O>): Tool<I, O>;
    export declare function generateText(options: { model: string; prompt: string; tools: Record<string, Tool> }): Promise<{ text: string }>;`,
  '@openai/agents': `import type { Schema } from 'zod';
    export interface FunctionTool { type: 'function'; name: string; invoke(context: unknown, input: string): Promise<string> }
    export declare function tool<T>(options: { name: string; description: string; parameters: Schema<T>; execute: (input: T) => unknown }): FunctionTool;
    export declare class Agent { constructor(options: { name: string; tools: FunctionTool[] }) }`,
  '@modelcontextprotocol/sdk/server/mcp.js': `import type { Schema } from 'zod';
    export declare class McpServer { constructor(info: { name: string; version: string });
      registerTool<S>(name: string, config: { description?: string; inputSchema: S }, handler: (args: { [K in keyof S]: S[K] extends Schema<infer T> ? T : never }) => Promise<{ content: { type: 'text'; text: string }[] }>): void;
      connect(transport: unknown): Promise<void> }`,
  capfence: `export interface GateRuntime { guard(event: unknown, run: unknown): Promise<unknown> }
    export interface GateHost { readonly runtime: GateRuntime; readonly actor: string; readonly environment?: string }
    export type GateOptions = GateHost & { readonly capability: string };
    export type GateToolsOptions = GateHost & { readonly capabilities: Readonly<Record<string, string>> };
    export declare class ActionRuntime { static fromPolicy(path: string): ActionRuntime; guard(event: unknown, run: unknown): Promise<unknown> }
    export declare function gateTool<T extends object>(tool: T, options: GateOptions): T;`,
  ...Object.fromEntries(
    ['langchain', 'langgraph', 'ai', 'openai-agents'].map((name) => [
      `capfence/${name}`,
      `import type { GateOptions } from 'capfence'; export declare function gateTool<T extends object>(tool: T, options: GateOptions): T;`,
    ]),
  ),
  'capfence/mcp': `import type { GateToolsOptions } from 'capfence'; export declare function gateServer<S extends { server?: unknown; registerTool?: unknown }>(server: S, options: GateToolsOptions): S;`,
};

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** The stubs as one file of ambient modules, where the scanner does not look. */
export function writePackages(root: string): void {
  const modules = Object.entries(PACKAGES).map(([name, text]) => {
    return `declare module '${name}' {\n${text.replaceAll('export declare ', 'export ')}\n}\n`;
  });
  writeFiles(root, { 'node_modules/stubs.d.ts': modules.join('') });
}

const libraries = new Map<string, ts.SourceFile | undefined>();

/** A host that parses the standard library once. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, language, ...rest) => {
    if (!/typescript\/lib\/lib\./.test(file)) return read(file, language, ...rest);
    if (!libraries.has(file)) libraries.set(file, read(file, language, ...rest));
    return libraries.get(file);
  };
  return host;
}

/** What the compiler says of some files, as strictly as it can. */
export function typeErrors(root: string, files: readonly string[], bundler = false): string[] {
  const options: ts.CompilerOptions = {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true },
    ...{ noUnusedLocals: true, allowJs: true, checkJs: true, types: [], lib: ['lib.es2023.d.ts'] },
    target: ts.ScriptTarget.ES2022,
    // The stubs come first, whatever is installed above the folder.
    skipLibCheck: true,
    module: bundler ? ts.ModuleKind.ESNext : ts.ModuleKind.NodeNext,
    moduleResolution: bundler ? ts.ModuleResolutionKind.Bundler : ts.ModuleResolutionKind.NodeNext,
  };
  const names = ['node_modules/stubs.d.ts', ...files].map((file) => join(root, file));
  const program = ts.createProgram(names, options, hostFor(options));
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName.slice(root.length + 1) ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
