import { dirname, isAbsolute, join } from 'node:path';
import { PolicyError } from '../model/errors.js';
import type { Problem } from '../model/errors.js';
import { compilePolicy, loadPolicy, parsePolicyTree } from '../policy/index.js';
import type { CompiledPolicy, Policy } from '../policy/index.js';
import type { SourceTree } from '../policy/source.js';

export interface PolicyOptions {
  /** The folder that `extends` may not leave. */
  readonly root?: string | undefined;
}

export interface ShelvedPolicy {
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
}

/** The policies of a run, each loaded once however many cases name it, and all that is wrong with them. */
export class PolicyShelf {
  readonly problems: Problem[] = [];
  readonly #shelf = new Map<string, ShelvedPolicy | undefined>();

  constructor(private readonly options: PolicyOptions = {}) {}

  /** Undefined where the policy does not load; `problems` says why, once. */
  get(source: SourceTree): ShelvedPolicy | undefined {
    const key = keyOf(source);
    if (!this.#shelf.has(key)) this.#shelf.set(key, this.#load(source));
    return this.#shelf.get(key);
  }

  #load(source: SourceTree): ShelvedPolicy | undefined {
    try {
      const policy = this.#read(source);
      return { policy, compiled: compilePolicy(policy) };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      this.problems.push(...error.problems.map((problem) => fromSuite(problem, source)));
      return undefined;
    }
  }

  #read(source: SourceTree): Policy {
    const { root } = this.options;
    const options = root === undefined ? {} : { root };
    if (typeof source.value !== 'string') return parsePolicyTree(source, options);
    return loadPolicy(pathOf(source, source.value), options);
  }
}

/** A shipped pack by name, else a path relative to the suite. */
function pathOf(source: SourceTree, value: string): string {
  if (value.startsWith('pack:') || isAbsolute(value)) return value;
  return join(dirname(source.file), value);
}

/** Aliases of one inline policy share its place in the file. */
function keyOf(source: SourceTree): string {
  if (typeof source.value === 'string') return `file ${pathOf(source, source.value)}`;
  const { file, line, column } = source.locate([]).position;
  return `inline ${file}:${line}:${column}`;
}

/** A file that is not there is the suite's mistake, so the suite's line is shown. */
function fromSuite(problem: Problem, source: SourceTree): Problem {
  if (problem.code !== 'unreadable' || typeof source.value !== 'string') return problem;
  return { ...problem, ...source.locate([]) };
}
