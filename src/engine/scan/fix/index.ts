import ts from 'typescript';
import type { TextEdit } from '../../model/text-edit.js';
import type { ToolFinding } from '../../model/tool-finding.js';
import { elsewhere } from './adapters.js';
import { editsOf } from './file.js';
import type { Draft, Registered, Wrap } from './file.js';
import { importsOf } from './imports.js';
import { isScript, runtimeModule, specifierOf } from './runtime-module.js';
import { serverOf } from './server.js';
import { targetOf } from './target.js';

export interface FixSources {
  read(file: string): string | undefined;
  exists(file: string): boolean;
}

/** A file that is changed, or made. */
export interface FixedFile {
  readonly file: string;
  /** Absent where the file is new. */
  readonly before?: string;
  readonly edits: readonly TextEdit[];
  readonly tools: readonly ToolFinding[];
}

/** A tool that must be gated by hand. */
export interface Left {
  readonly tool: ToolFinding;
  readonly why: string;
}

export interface FixPlan {
  readonly files: readonly FixedFile[];
  readonly left: readonly Left[];
}

/** How each ungated definition that is one plain expression is put through the gate, and what is left to do by hand. */
export function planFixes(tools: readonly ToolFinding[], sources: FixSources): FixPlan {
  const left: Left[] = [];
  const drafts = groupByFile(tools).flatMap(([file, inFile]) => draftOf(file, inFile, sources, left));
  const scripts = drafts.filter(({ file }) => isScript(file));
  const typed = drafts.filter(({ file }) => !isScript(file));
  return { files: [scripts, typed].flatMap((same) => filesOf(same, sources)), left };
}

function groupByFile(tools: readonly ToolFinding[]): [string, ToolFinding[]][] {
  const files = new Map<string, ToolFinding[]>();
  for (const tool of tools) files.set(tool.place.file, [...(files.get(tool.place.file) ?? []), tool]);
  return [...files];
}

function draftOf(file: string, tools: readonly ToolFinding[], sources: FixSources, left: Left[]): Draft[] {
  const source = sourceOf(file, sources.read(file));
  if (source === undefined) {
    left.push(...tools.map((tool) => ({ tool, why: 'the file cannot be read' })));
    return [];
  }
  const found = tools.map((tool) => wayFor(tool, source));
  left.push(...found.filter((one) => 'why' in one));
  const { wraps, twice } = once(found.filter((one) => 'node' in one));
  left.push(...twice.map(({ tool }) => ({ tool, why: 'one expression makes several tools' })));
  const registered = found.filter((one) => 'server' in one);
  return wraps.length + registered.length === 0 ? [] : [{ file, source, wraps, registered }];
}

/** Of two tools that one expression makes, neither can be told from the other there. */
function once(all: readonly Wrap[]): { wraps: Wrap[]; twice: Wrap[] } {
  const isTwice = ({ node }: Wrap): boolean => all.filter((other) => other.node === node).length > 1;
  return { wraps: all.filter((wrap) => !isTwice(wrap)), twice: all.filter(isTwice) };
}

function sourceOf(file: string, text: string | undefined): ts.SourceFile | undefined {
  try {
    return text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function wayFor(tool: ToolFinding, source: ts.SourceFile): Wrap | Registered | Left {
  const instead = elsewhere(tool.framework);
  if (instead !== undefined) return { tool, why: instead };
  if (importsOf(source).length === 0 || /\.c[jt]s$/.test(tool.place.file))
    return { tool, why: 'the file is CommonJS, and the gate is a module' };
  if (tool.framework === 'mcp') {
    const server = serverOf(source, tool);
    return 'why' in server ? { tool, why: server.why } : { tool, server };
  }
  const target = targetOf(source, tool);
  return 'why' in target ? { tool, why: target.why } : { tool, node: target.node };
}

/** The changed files, and the module of the runtime if there is none yet. */
function filesOf(drafts: readonly Draft[], sources: FixSources): FixedFile[] {
  if (drafts.length === 0) return [];
  const names = drafts.map(({ file }) => file);
  const runtime = runtimeModule(names, (file) => sources.exists(file));
  const changed = drafts.map((draft) => {
    const { file, source, wraps, registered } = draft;
    const edits = editsOf(draft, specifierOf(source, file, runtime.file));
    return { file, before: source.text, edits, tools: [...wraps, ...registered].map(({ tool }) => tool) };
  });
  if (runtime.text === undefined) return changed;
  const edits = [{ start: 0, end: 0, text: runtime.text }];
  return [...changed, { file: runtime.file, edits, tools: [] }];
}
