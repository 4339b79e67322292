import { PolicyError } from '../model/errors.js';
import type { Problem } from '../model/errors.js';
import { checkSchema } from './json-schema/validator.js';
import type { SchemaMap } from './json-schema/validator.js';
import type { ConditionMap } from './model.js';
import type { FileSource } from './file-source.js';
import { readYaml } from './source.js';
import type { PathKey, SourceTree } from './source.js';

/**
 * The schema files of one policy file. They are read when the policy loads and become part of it, so that a decision
 * never depends on the disk.
 */
export class SchemaFiles {
  /** Content by the name that the policy gives it. */
  readonly #schemas = new Map<string, unknown>();
  readonly #files: string[] = [];

  constructor(
    private readonly tree: SourceTree,
    private readonly source: FileSource | undefined,
    private readonly bytes: number,
  ) {}

  /** The files that were read. */
  get files(): readonly string[] {
    return this.#files;
  }

  /** Reads the file that the policy names at a place, and says what is wrong with it. */
  read(name: string, at: readonly PathKey[]): readonly Problem[] {
    if (this.#schemas.has(name)) return [];
    const problem = (code: Problem['code'], message: string, help?: string): Problem[] => [
      this.tree.problem(code, at, message, { help }),
    ];
    if (this.source === undefined)
      return problem('bad_value', '`schema` needs a file to start from', 'write it as `args_schema`');
    if (name.startsWith('pack:')) return problem('bad_value', '`schema` names a file, not a pack');
    const found = this.source.resolve(name, this.tree.file);
    if ('code' in found) return problem('bad_value', found.message, found.help);
    return this.#load(name, found.file);
  }

  #load(name: string, file: string): readonly Problem[] {
    try {
      const tree = readYaml((this.source as FileSource).read(file), file, { bytes: this.bytes });
      if (typeof tree.value !== 'object' || tree.value === null || Array.isArray(tree.value))
        return [tree.problem('wrong_type', [], 'a JSON Schema must be a map here')];
      this.#schemas.set(name, tree.value);
      this.#files.push(file);
      return checkSchema(tree.value as SchemaMap).map(({ path, message, help }) =>
        tree.problem('bad_value', path, message, { help }),
      );
    } catch (error) {
      if (error instanceof PolicyError) return error.problems;
      throw error;
    }
  }

  /** The conditions with the content of each file in the place of its name, at any depth. */
  inline(map: ConditionMap): ConditionMap {
    const entries = Object.entries(map).map(([key, value]): [string, unknown] => {
      if (key === 'schema') return ['args_schema', this.#schemas.get(value as string) ?? {}];
      if (key === 'not') return [key, this.inline(value as ConditionMap)];
      if (key === 'any_of' || key === 'all_of')
        return [key, (value as ConditionMap[]).map((inner) => this.inline(inner))];
      return [key, value];
    });
    return Object.fromEntries(entries);
  }
}
