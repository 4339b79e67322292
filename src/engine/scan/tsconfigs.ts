import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { FileProblem } from '../model/tool-finding.js';
import { relativeTo } from './files.js';
import type { OutsideFiles } from './outside.js';

/** How configs are read: nothing of the disk is seen but through the files that remember what was asked. */
const readerOf = (files: OutsideFiles): ts.ParseConfigHost => ({
  useCaseSensitiveFileNames: true,
  fileExists: (path) => files.has(path),
  readFile: (path) => files.text(path),
  // The files are taken by our own walk; a config is asked for its options alone.
  readDirectory: () => [],
});

/** "no inputs were found": we gave it none. */
const NO_INPUTS = new Set([18002, 18003]);

/**
 * How a folder's modules are found: what its tsconfig (or the nearest above it) says of paths. Configs are read when a
 * file below them first asks.
 */
export class TsConfigs {
  readonly problems: FileProblem[] = [];
  readonly #root: string;
  readonly #only: string | undefined;
  readonly #reader: ts.ParseConfigHost;
  readonly #folders = new Map<string, ts.CompilerOptions>();

  constructor(root: string, files: OutsideFiles, only?: string) {
    this.#root = root;
    this.#only = only;
    this.#reader = readerOf(files);
  }

  /** The options for a file: those of the nearest config at or above its folder, within the root. */
  optionsFor(file: string): ts.CompilerOptions {
    return this.#only === undefined ? this.#folder(dirname(file)) : this.#read(this.#only);
  }

  #folder(folder: string): ts.CompilerOptions {
    const known = this.#folders.get(folder);
    if (known) return known;
    const found = ['tsconfig.json', 'jsconfig.json']
      .map((name) => join(folder, name))
      .find((path) => this.#reader.fileExists(path));
    const above = folder === this.#root || dirname(folder) === folder ? {} : undefined;
    const options = found === undefined ? (above ?? this.#folder(dirname(folder))) : this.#read(found);
    this.#folders.set(folder, options);
    return options;
  }

  #read(path: string): ts.CompilerOptions {
    const known = this.#folders.get(path);
    if (known) return known;
    const { config, error } = ts.readConfigFile(path, (name) => this.#reader.readFile(name));
    if (error) this.#report(path, error);
    const parsed = ts.parseJsonConfigFileContent(config ?? {}, this.#reader, dirname(path), undefined, path);
    for (const fault of parsed.errors) if (!NO_INPUTS.has(fault.code)) this.#report(path, fault);
    const { references } = (config ?? {}) as { references?: unknown };
    const options = parsed.options.paths
      ? parsed.options
      : this.#ofReferences(path, references, parsed.options);
    this.#folders.set(path, options);
    return options;
  }

  /** A solution file holds no paths itself: the first of its projects that has some speaks for the folder. */
  #ofReferences(path: string, references: unknown, own: ts.CompilerOptions): ts.CompilerOptions {
    this.#folders.set(path, own);
    if (!Array.isArray(references)) return own;
    for (const reference of references) {
      const to = (reference as { path?: unknown } | null)?.path;
      if (typeof to !== 'string') continue;
      const at = join(dirname(path), to);
      const file = at.endsWith('.json') ? at : join(at, 'tsconfig.json');
      if (dirname(file) !== dirname(path) || !this.#reader.fileExists(file)) continue;
      const options = this.#read(file);
      if (options.paths) return options;
    }
    return own;
  }

  #report(path: string, fault: ts.Diagnostic): void {
    const at =
      fault.file && fault.start !== undefined
        ? fault.file.getLineAndCharacterOfPosition(fault.start)
        : undefined;
    const message = ts.flattenDiagnosticMessageText(fault.messageText, ' ').replaceAll(`${this.#root}/`, '');
    this.problems.push({
      place: {
        file: relativeTo(this.#root, path),
        line: (at?.line ?? 0) + 1,
        column: (at?.character ?? 0) + 1,
      },
      code: 'tsconfig',
      message: `the config was read as far as it could be: ${message}`,
      severity: 'low',
    });
  }
}
