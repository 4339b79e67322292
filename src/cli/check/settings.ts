import { existsSync } from 'node:fs';
import { PolicyError } from '../../engine/model/errors.js';
import type { Problem } from '../../engine/model/errors.js';
import { readYaml } from '../../engine/policy/source.js';
import { baselineSchema, settingsSchema } from '../../engine/scan/schema.js';
import type { Settings } from '../../engine/scan/schema.js';
import type { BaselineEntry } from '../../engine/scan/baseline.js';
import { problemsOf } from '../../engine/suite/problems.js';
import { readText } from '../files.js';

export const SETTINGS_FILE = '.capfence.yaml';
const BASELINE_LIMITS = { bytes: 32 * 1024 * 1024 };

/**
 * The settings of a tree: the file that is named, else `.capfence.yaml` of the working folder, else none.
 * @throws PolicyError with every problem and its place
 */
export async function readSettings(named: string | undefined): Promise<Settings> {
  if (named === undefined && !existsSync(SETTINGS_FILE)) return {};
  const file = named ?? SETTINGS_FILE;
  return parseSettings(await readText(file), file);
}

/** @throws PolicyError with every problem and its place */
export function parseSettings(text: string, file: string): Settings {
  const tree = readYaml(text, file);
  if (tree.value === null) return {};
  if (typeof tree.value !== 'object' || Array.isArray(tree.value))
    return fail([tree.problem('wrong_type', [], 'the settings must be a map')]);
  const parsed = settingsSchema.safeParse(tree.value);
  return parsed.success ? parsed.data : fail(problemsOf(tree, [], parsed.error.issues, settingsSchema));
}

/** The findings that a baseline knows. @throws PolicyError */
export async function readBaseline(file: string): Promise<readonly BaselineEntry[]> {
  const tree = readYaml(await readText(file), file, BASELINE_LIMITS);
  const help = 'write it anew with --write-baseline';
  if (typeof tree.value !== 'object' || tree.value === null || Array.isArray(tree.value))
    return fail([tree.problem('wrong_type', [], 'this is no baseline', { help })]);
  const parsed = baselineSchema.safeParse(tree.value);
  return parsed.success
    ? parsed.data.findings
    : fail(problemsOf(tree, [], parsed.error.issues, baselineSchema));
}

/** A baseline as it is written: a line an entry, so that changes of it read well. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

function fail(problems: readonly Problem[]): never {
  const sorted = [...problems].sort(
    ({ position: a }, { position: b }) => a.line - b.line || a.column - b.column,
  );
  throw new PolicyError(sorted as [Problem, ...Problem[]]);
}
