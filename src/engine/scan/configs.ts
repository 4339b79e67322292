import { readFileSync, statSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import fastGlob from 'fast-glob';
import type { FileProblem } from '../model/tool-finding.js';
import type { SettingsFile } from './agent-settings.js';

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

/** A configuration that was read, or why it could not be. */
export type ConfigFile = SettingsFile | FileProblem;

/** The files of one client, or the settings of one folder, which count together. */
export interface ConfigGroup {
  readonly code: 'agent-settings' | 'mcp-config';
  readonly files: readonly ConfigFile[];
}

/** Reads the client configurations and agent settings of a tree. */
export function collectConfigs(options: ConfigOptions): ConfigGroup[] {
  const folders = new Map<string, string[]>();
  for (const file of filesOf(options)) {
    const group = SETTINGS.test(file) ? posix.dirname(file) : file;
    folders.set(group, [...(folders.get(group) ?? []), file]);
  }
  return [...folders.values()].map((files) => {
    const code = SETTINGS.test(files[0] ?? '') ? 'agent-settings' : 'mcp-config';
    return { code, files: files.map((file) => readConfig(options.root, file, code)) };
  });
}

function readConfig(root: string, file: string, code: ConfigGroup['code']): ConfigFile {
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
