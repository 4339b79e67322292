import ts from 'typescript';
import { safeCapability } from '../../model/safe-capability.js';
import type { TextEdit } from '../../model/text-edit.js';
import type { ToolFinding } from '../../model/tool-finding.js';
import { adapterOf, elsewhere } from './adapters.js';
import { freshName, importEdit, importedAs, importLine, importsOf, importStyle, namesIn } from './imports.js';
import { isScript, runtimeModule, specifierOf } from './runtime-module.js';
import type { RuntimeModule } from './runtime-module.js';
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

export interface FixPlan {
  readonly files: readonly FixedFile[];
  /** What must be gated by hand, and why. */
  readonly left: readonly { readonly tool: ToolFinding; readonly why: string }[];
}

interface Wrap {
  readonly tool: ToolFinding;
  readonly node: ts.Expression;
}

interface Draft {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly wraps: readonly Wrap[];
}

/** How each ungated definition that is one plain expression is put through the gate, and what is left to do by hand. */
export function planFixes(tools: readonly ToolFinding[], sources: FixSources): FixPlan {
  const left: { tool: ToolFinding; why: string }[] = [];
  const drafts = groupByFile(tools).flatMap(([file, inFile]) => draftOf(file, inFile, sources, left));
  const scripts = drafts.filter(({ file }) => isScript(file));
  const typed = drafts.filter(({ file }) => !isScript(file));
  const files = [scripts, typed].flatMap((same) => filesOf(same, sources));
  return { files, left };
}

function groupByFile(tools: readonly ToolFinding[]): [string, ToolFinding[]][] {
  const files = new Map<string, ToolFinding[]>();
  for (const tool of tools) files.set(tool.place.file, [...(files.get(tool.place.file) ?? []), tool]);
  return [...files];
}

function draftOf(
  file: string,
  tools: readonly ToolFinding[],
  sources: FixSources,
  left: { tool: ToolFinding; why: string }[],
): Draft[] {
  const source = sourceOf(file, sources.read(file));
  const wraps: Wrap[] = [];
  for (const tool of tools) {
    const found = source === undefined ? { why: 'the file cannot be read' } : wrapOf(tool, source);
    if ('why' in found) left.push({ tool, why: found.why });
    else wraps.push(found);
  }
  const twice = wraps.filter(({ node }) => wraps.filter((other) => other.node === node).length > 1);
  left.push(...twice.map(({ tool }) => ({ tool, why: 'one expression makes several tools' })));
  const plain = wraps.filter((wrap) => !twice.includes(wrap));
  return source === undefined || plain.length === 0 ? [] : [{ file, source, wraps: plain }];
}

function sourceOf(file: string, text: string | undefined): ts.SourceFile | undefined {
  try {
    return text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function wrapOf(tool: ToolFinding, source: ts.SourceFile): Wrap | { why: string } {
  const instead = elsewhere(tool.framework);
  if (instead !== undefined) return { why: instead };
  if (importsOf(source).length === 0 || /\.c[jt]s$/.test(tool.place.file))
    return { why: 'the file is CommonJS, and the gate is a module' };
  const target = targetOf(source, tool);
  return 'why' in target ? target : { tool, node: target.node };
}

/** The changed files, and the module of the runtime if there is none yet. */
function filesOf(drafts: readonly Draft[], sources: FixSources): FixedFile[] {
  if (drafts.length === 0) return [];
  const runtime = runtimeModule(
    drafts.map(({ file }) => file),
    (file) => sources.exists(file),
  );
  const changed = drafts.map((draft) => fixedFile(draft, runtime));
  if (runtime.text === undefined) return changed;
  const edits = [{ start: 0, end: 0, text: runtime.text }];
  return [...changed, { file: runtime.file, edits, tools: [] }];
}

function fixedFile({ file, source, wraps }: Draft, runtime: RuntimeModule): FixedFile {
  const style = importStyle(source);
  const taken = namesIn(source);
  const lines: string[] = [];
  const locals = new Map<string, string>();
  const localOf = (name: string, module: string): string => {
    const key = `${module} ${name}`;
    const known = locals.get(key) ?? importedAs(source, module, name);
    const local = known ?? freshName(name, taken);
    if (known === undefined) lines.push(importLine(name, local, module, style));
    taken.add(local);
    locals.set(key, local);
    return local;
  };
  const edits = wraps.flatMap(({ tool, node }) => {
    const gate = localOf('gateTool', adapterOf(tool.framework));
    const local = localOf('runtime', specifierOf(source, file, runtime.file));
    const given = local === 'runtime' ? 'runtime' : `runtime: ${local}`;
    const capability = `${style.quote}${safeCapability(tool.capability)}${style.quote}`;
    const actor = `${style.quote}agent${style.quote}`;
    const options = `{ ${given}, actor: ${actor}, capability: ${capability} }`;
    return [
      { start: node.getStart(source), end: node.getStart(source), text: `${gate}(` },
      { start: node.end, end: node.end, text: `, ${options})` },
    ];
  });
  const all = lines.length === 0 ? edits : [importEdit(source, lines), ...edits];
  return { file, before: source.text, edits: all, tools: wraps.map(({ tool }) => tool) };
}
