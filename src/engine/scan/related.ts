import type { Collected } from './files.js';
import type { ModuleResolver } from './modules.js';
import { isForTests } from './test-files.js';

/** Who imports whom, by absolute path. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/** The files to look at: those near a framework, and these with all that they use. */
export interface Related {
  readonly near: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly uses: Edges;
  readonly usedBy: Edges;
}

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'`])([^"'`\n]{1,300})\1/g;

/** The names that a text imports, by their look alone; a name in a comment only makes the tree larger. */
function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[2] ?? '');
}

/** The files that mention what we look for, all that can lead to them, and all that these use; what is for tests alone left out. */
export function related(collected: Collected, seeds: readonly string[], modules: ModuleResolver): Related {
  const { texts } = collected;
  const uses = new Map<string, string[]>();
  const usedBy = new Map<string, string[]>();
  for (const [file, text] of texts) {
    const found = importsOf(text).map((name) => modules.resolve(name, file));
    const files = [...new Set(found.filter((path) => path !== undefined))];
    uses.set(file, files);
    for (const path of files) {
      const users = usedBy.get(path);
      if (users) users.push(file);
      else usedBy.set(path, [file]);
    }
  }
  const tests = new Set([...texts.keys()].filter((file) => isForTests(collected, usedBy, file)));
  const usedByOthers = new Map(
    [...usedBy].map(([file, users]) => [file, users.filter((user) => !tests.has(user))]),
  );
  const near = closure(
    seeds.filter((file) => !tests.has(file)),
    usedByOthers,
  );
  return { near, all: closure(near, uses), uses, usedBy: usedByOthers };
}

/** All that edges lead to from some files, these among it. */
export function closure(start: Iterable<string>, edges: Edges): Set<string> {
  const seen = new Set(start);
  for (const file of seen) for (const next of edges.get(file) ?? []) seen.add(next);
  return seen;
}
