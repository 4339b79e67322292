import { PolicyError, TraceError } from '../model/errors.js';
import { readYaml } from '../policy/source.js';
import type { PathKey, SourceTree } from '../policy/source.js';
import { plainMap, structuredMap } from './schema.js';
import type { MapData } from './schema.js';
import { ToolMap } from './tools.js';
import type { z } from 'zod';

export { ToolMap } from './tools.js';
export type { MappedTool } from './tools.js';

/**
 * Reads a map from tool names to capabilities, in YAML or JSON.
 * @throws TraceError `bad_map` that names the place of the first fault.
 */
export function parseToolMap(text: string, file: string): ToolMap {
  const tree = treeOf(text, file);
  const value = tree.value;
  const structured =
    typeof value === 'object' && value !== null && isMapping((value as { tools?: unknown }).tools);
  const parsed = structured ? structuredMap.safeParse(value) : wrapped(plainMap.safeParse(value));
  if (!parsed.success) throw badMap(tree, parsed.error.issues);
  if (Object.keys(parsed.data.tools).length === 0) {
    throw new TraceError('bad_map', `${file}: the file names no tool`, {
      help: 'write `<tool>: <capability>`',
    });
  }
  return new ToolMap(parsed.data);
}

function treeOf(text: string, file: string): SourceTree {
  try {
    return readYaml(text, file);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const { line } = error.problems[0]?.position ?? {};
    throw new TraceError('bad_map', error.message, { cause: error, ...(line === undefined ? {} : { line }) });
  }
}

function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Parsed<T> = { success: true; data: T } | { success: false; error: z.ZodError };

function wrapped(parsed: Parsed<MapData['tools']>): Parsed<MapData> {
  return parsed.success ? { success: true, data: { tools: parsed.data } } : parsed;
}

type Issue = z.core.$ZodIssue;

function badMap(tree: SourceTree, issues: readonly Issue[]): TraceError {
  const [first] = issues as [Issue, ...Issue[]];
  const unknown = first.code === 'unrecognized_keys' ? first.keys[0] : undefined;
  const path = [...first.path, ...(unknown === undefined ? [] : [unknown])] as PathKey[];
  const { file, line, column } = tree.locate(path, unknown === undefined ? 'value' : 'key').position;
  const what = unknown === undefined ? `${nameOf(path)} ${first.message}` : `unknown key \`${unknown}\``;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const help = 'a tool maps to a capability, or to a map of `capability`, `risk` and `environment`';
  return new TraceError('bad_map', `${file}:${line}:${column}: ${what}${more}`, { line, help });
}

function nameOf(path: readonly PathKey[]): string {
  return path.length === 0 ? 'the file' : `\`${path.join('.')}\``;
}
