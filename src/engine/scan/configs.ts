import { readFileSync, statSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import fastGlob from 'fast-glob';
import type { FileProblem } from '../model/tool-finding.js';
import { agentSettingsProblems } from './agent-settings.js';
import type { SettingsFile } from './agent-settings.js';
import { mcpConfigProblems } from './mcp-config.js';

const MCP = /(?:^|\/)(?:\.mcp\.json|mcp\.json|mcp_config\.json|claude_desktop_config\.json)$/;
const SETTINGS = /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/;
const PATTERNS = [
  ...['**/.mcp.json', '**/.cursor/mcp.json', '**/.vscode/mcp.json', '**/claude_desktop_config.json'],
  ...['**/.windsurf/mcp_config.json', '**/.claude/settings.json', '**/.claude/settings.local.json'],
];
const IGNORED = ['**/node_modules/**', '**/.git/**'];
const LARGEST = 1024 * 1024;

export interface ConfigOptions {
  readonly root: string;
  /** Files and folders below the root; all of it where there are none. */
  readonly paths: readonly string[];
  readonly exclude?: readonly string[] | undefined;
}

export interface ConfigReport {
  readonly files: number;
  readonly problems: readonly FileProblem[];
}

/** The client configurations and agent settings of a tree that let tools run past the gate. */
export function scanConfigs(options: ConfigOptions): ConfigReport {
  const files = filesOf(options);
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const group = SETTINGS.test(file) ? posix.dirname(file) : file;
    folders.set(group, [...(folders.get(group) ?? []), file]);
  }
  const problems = [...folders.values()].flatMap((group) => problemsOf(options.root, group));
  return { files: files.length, problems };
}

/** One client's file, or the settings of one folder, which count together. */
function problemsOf(root: string, group: readonly string[]): FileProblem[] {
  const code = SETTINGS.test(group[0] ?? '') ? 'agent-settings' : 'mcp-config';
  const read = group.map((file) => readConfig(root, file, code));
  const texts = read.filter((one) => 'text' in one);
  const found =
    code === 'agent-settings'
      ? agentSettingsProblems(texts)
      : texts.flatMap(({ text, file }) => mcpConfigProblems(text, file));
  return [...read.filter((one) => 'code' in one), ...found];
}

type Code = 'mcp-config' | 'agent-settings';

function readConfig(root: string, file: string, code: Code): SettingsFile | FileProblem {
  const fail = (why: string): FileProblem => {
    const message = `the file ${why}, so what it starts is not known`;
    return { place: { file, line: 1, column: 1 }, code, message, severity: 'medium' };
  };
  try {
    const path = join(root, file);
    if (statSync(path).size > LARGEST) return fail('is over 1 MiB');
    return { file, text: readFileSync(path, 'utf8') };
  } catch {
    return fail('cannot be read');
  }
}

function filesOf({ root, paths, exclude = [] }: ConfigOptions): string[] {
  const asked = paths.length === 0 ? ['.'] : paths;
  const found = asked.flatMap((path) => below(root, path, [...IGNORED, ...exclude]));
  return [...new Set(found)].sort();
}

function below(root: string, path: string, ignore: string[]): string[] {
  const from = relative(root, resolve(root, path)).split(sep).join('/');
  if (statSync(resolve(root, path), { throwIfNoEntry: false })?.isFile() === true)
    return MCP.test(from) || SETTINGS.test(from) ? [from] : [];
  const prefix = from === '' ? '' : `${fastGlob.escapePath(from)}/`;
  const patterns = PATTERNS.map((pattern) => `${prefix}${pattern}`);
  const options = {
    cwd: root,
    dot: true,
    absolute: true,
    ignore,
    followSymbolicLinks: false,
    suppressErrors: true,
  };
  return fastGlob.sync(patterns, options).map((file) => relative(root, file).split(sep).join('/'));
}
