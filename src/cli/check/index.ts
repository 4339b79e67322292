import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { CheckReport } from '../../engine/model/check-report.js';
import type { ScanReport } from '../../engine/model/tool-finding.js';
import { baselineOf } from '../../engine/scan/baseline.js';
import { reportOn } from '../../engine/scan/cached.js';
import { judge } from '../../engine/scan/judge.js';
import type { Settings } from '../../engine/scan/schema.js';
import { InputError } from '../errors.js';
import { ExitCode } from '../exit.js';
import { changedSince } from './changed.js';
import { detectorsOf, effectsOf } from './custom.js';
import { emitDrafts } from './drafts.js';
import { cacheFor } from './cache.js';
import { assertFile, assertPaths, globsFrom, includedPaths, writeReport } from './files.js';
import { collectGarbage } from './memory.js';
import { scanProgress } from './progress.js';
import type { Fixes } from './fix.js';
import type { CheckRequest } from './request.js';
import { baselineText, readBaseline, readSettings, SETTINGS_FILE } from './settings.js';

/** The shape of `--json`. */
export type CheckResult = CheckReport & { readonly fixes?: Fixes };

export interface CheckOutcome {
  readonly result: CheckResult;
  readonly code: ExitCode;
}

/** Scans the tree at the working folder, judges what is found, and mends it where that is asked for. */
export async function check(request: CheckRequest): Promise<CheckOutcome> {
  const report = await judged(request);
  if (!request.fix) return { result: report, code: codeOf(report) };
  const { fixTools } = await import('./fix.js');
  const fixes = await fixTools(report, request.write);
  // What was written is looked at again: the report tells how things stand now.
  const now = fixes.written
    ? await judged({ ...request, emitPolicy: undefined, emitMap: undefined })
    : report;
  return { result: { ...now, fixes }, code: codeOf(now) };
}

function codeOf({ summary }: CheckReport): ExitCode {
  return summary.failing > 0 ? ExitCode.found : ExitCode.ok;
}

async function judged(request: CheckRequest): Promise<CheckReport> {
  const settings = await readSettings(request.config);
  const changed = request.changed === undefined ? undefined : await changedSince(request.changed);
  const scan = await scanned(request, settings);
  const report = judge(scan, {
    baseline: await knownFindings(request, settings, scan),
    minSeverity: request.minSeverity ?? settings.min_severity,
    failOnUngated: request.failOnUngated || settings.fail_on_ungated === true,
    strict: request.strict || settings.strict === true,
    changed,
  });
  await emitDrafts(request, scan);
  return report;
}

/** What is in the tree, with what its sources ignore. @throws InputError where there was nothing to look at */
async function scanned(request: CheckRequest, settings: Settings): Promise<ScanReport> {
  const root = realpathSync(process.cwd());
  assertPaths(request.paths);
  if (request.tsconfig !== undefined) assertFile(request.tsconfig);
  const options = await scanOptions(root, request, settings);
  const progress = await scanProgress(request.progress);
  try {
    const onFile = (_: string, done: number, total: number) => progress.step(done, total);
    const { report, configs } = await reportOn(
      { ...options, onFile, onPart: collectGarbage },
      cacheFor(root, request),
    );
    if (report.files + configs === 0) throw nothingFound(request.paths);
    return report;
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(error) : error;
  } finally {
    progress.stop();
  }
}

/** What the settings name counts from where they stand. */
async function scanOptions(root: string, request: CheckRequest, settings: Settings) {
  const base = dirname(resolve(root, request.config ?? SETTINGS_FILE));
  const named = request.paths.map((path) => resolve(root, path));
  const tsconfig = request.tsconfig ?? besideSettings(request, settings.tsconfig);
  return {
    root,
    paths: named.length > 0 ? named : await includedPaths(settings.include ?? [], base),
    exclude: await globsFrom(base, settings.exclude ?? []),
    custom: detectorsOf(settings),
    effects: effectsOf(settings),
    ...(tsconfig !== undefined && { tsconfig: resolve(root, tsconfig) }),
  };
}

function tooDeep(cause: RangeError): InputError {
  const help = 'leave generated files out by `exclude` in the settings, or name the folders to check';
  return new InputError('bad_input', 'a source is nested too deep to be analysed', { help, cause });
}

function nothingFound(paths: readonly string[]): InputError {
  const where = paths.length === 0 ? 'here' : `in ${paths.map((path) => `\`${path}\``).join(', ')}`;
  return new InputError('bad_input', `there is no TypeScript or JavaScript to check ${where}`, {
    help: 'folders that git ignores, and build and dist, are looked into only where they are named',
  });
}

/** The findings that do not count: those of a baseline, or all of them where one is written now. */
async function knownFindings(request: CheckRequest, settings: Settings, scan: ScanReport) {
  if (request.writeBaseline !== undefined) {
    const entries = baselineOf(scan);
    await writeReport(request.writeBaseline, baselineText(entries));
    return entries;
  }
  const file = request.baseline ?? besideSettings(request, settings.baseline);
  return file === undefined ? [] : readBaseline(file);
}

/** A path that the settings name counts from where they stand. */
function besideSettings({ config = SETTINGS_FILE }: CheckRequest, path: string | undefined) {
  return path === undefined ? undefined : relative('', join(dirname(config), path));
}
