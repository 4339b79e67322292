import { PolicyError, SuiteError } from '../engine/model/errors.js';
import type { Problem } from '../engine/model/errors.js';
import { parseSuite } from '../engine/suite/index.js';
import type { Suite } from '../engine/suite/index.js';
import { readText } from './files.js';

/** Reads every suite, so that what is wrong in all of them is reported at once. */
export async function readSuites(files: readonly string[]): Promise<Suite[]> {
  const suites: Suite[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      suites.push(parseSuite(await readText(file), file));
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  if (problems.length > 0) throw new PolicyError(problems as [Problem, ...Problem[]]);
  return suites;
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof PolicyError) return error.problems;
  if (!(error instanceof SuiteError) || error.position === undefined) throw error;
  const help = error.help === undefined ? {} : { help: error.help };
  return [{ code: 'empty', message: error.message, ...help, position: error.position, length: 1 }];
}
