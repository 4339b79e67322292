import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ConfigGroup, collectConfigs } from './configs.js';
import type { Detector } from './detector.js';
import type { EffectRule } from './effect-table.js';
import { type Collected, collect } from './files.js';
import { digestOf } from './outside.js';
import type { Bounds } from './parts.js';

/** What to look at, and how. */
export interface ScanOptions {
  /** The top of the tree. The whole of it is analysed, whatever is asked for. */
  readonly root: string;
  /** What to report on: files and folders, absolute or relative to the root; all of it where none is named. */
  readonly paths?: readonly string[];
  /** One tsconfig for all files, instead of the nearest of each. */
  readonly tsconfig?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Detectors of the user's own, beside the built-in ones. */
  readonly custom?: readonly Detector[];
  /** Effects of calls that the built-in table does not know; they come first. */
  readonly effects?: readonly EffectRule[];
  /** Told when a part of a large program is parsed and nothing holds the last one any more. */
  readonly onPart?: () => void;
  /** How much is looked at as one; for tests. */
  readonly bounds?: Bounds;
  /** Told of each file that is looked at, for a progress bar. */
  readonly onFile?: (file: string, done: number, total: number) => void;
}

/** All of the tree that a report is made from, but for what the analysis asks for on its way (`OutsideFiles`). */
export interface Inputs {
  readonly sources: Collected;
  readonly configs: readonly ConfigGroup[];
}

/** Reads a tree, each file once. */
export function collectInputs(options: ScanOptions): Inputs {
  const paths = options.paths ?? [];
  return { sources: collect({ ...options, paths }), configs: collectConfigs({ ...options, paths }) };
}

/** What is looked at, and with which settings: a later run with the same is about the same thing. */
export function subjectOf({ sources: { root, asked } }: Inputs, options: ScanOptions): string {
  const {
    tsconfig = null,
    include = null,
    exclude = null,
    custom = [],
    effects = [],
    bounds = null,
  } = options;
  return digestOf(JSON.stringify([root, asked, tsconfig, include, exclude, custom, effects, bounds], asData));
}

/** A digest of everything that decides what the report says: settings, this program, and every file that was read. */
export function digestOfInputs(inputs: Inputs, options: ScanOptions): string {
  const { sources, configs } = inputs;
  const hash = createHash('sha256');
  const add = (...values: readonly unknown[]) => hash.update(`${JSON.stringify(values)}\n`);
  add(subjectOf(inputs, options), ownDigest(), sources.problems, configs);
  for (const files of [sources.texts, sources.packages]) {
    add(files.size);
    for (const [path, text] of files) add(path, digestOf(text));
  }
  return hash.digest('base64');
}

/** Detectors and effects are data but for their patterns. A function among them would not be told apart, and is refused. */
function asData(_: string, value: unknown): unknown {
  if (value instanceof RegExp) return { pattern: String(value) };
  if (typeof value === 'function') throw new TypeError('a detector is data: it has no functions');
  return value;
}

/** This program: another compiler, another Node or other code of ours may come to another report. */
function ownDigest(): string {
  const compiler = createRequire(import.meta.url)('typescript/package.json') as { version: string };
  const folder = import.meta.dirname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.d)\.[jt]s$/.test(file),
  );
  const code = files.sort().map((file) => [file, digestOf(readFileSync(join(folder, file), 'utf8'))]);
  return digestOf(JSON.stringify([compiler.version, process.version, code]));
}
