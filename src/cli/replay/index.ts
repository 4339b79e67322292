import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { loadPolicy } from '../../engine/policy/load.js';
import type { Policy } from '../../engine/policy/model.js';
import type { EventChoice, FormatName } from '../../engine/replay/index.js';
import type { ToolMap } from '../../engine/replay/tools.js';
import type { ExitCode } from '../exit.js';
import { paintFor } from '../paint.js';
import { Output } from '../simulate/output.js';
import { progressFor } from '../simulate/progress.js';
import { ParallelReading, readHere } from './batches.js';
import type { CaseCollector } from './cases.js';
import type { FailOn, ReplayFormat } from './flags.js';
import type { Named, Outcome, Subject } from './outcome.js';
import type { PageCollector } from './page.js';
import { Replayer } from './replayer.js';
import { reportFor } from './reports.js';
import { ReplayRun } from './run.js';
import { openTrace, traceNames } from '../trace/open.js';
import { readToolMap } from '../trace/tool-map.js';
import { assertFree, write } from './written.js';

export interface ReplayRequest {
  readonly traces: readonly string[];
  readonly policy: string;
  readonly baseline?: string | undefined;
  readonly form: ReplayFormat | 'json' | 'jsonl';
  readonly only?: EventChoice | undefined;
  readonly failOn?: FailOn | undefined;
  readonly limit: number;
  readonly toCases?: string | undefined;
  readonly expect?: 'original' | 'replayed' | undefined;
  readonly report?: string | undefined;
  readonly force: boolean;
  readonly from: FormatName | 'auto';
  readonly map?: string | undefined;
  readonly actor?: string | undefined;
  readonly environment?: string | undefined;
  readonly strict: boolean;
  readonly root?: string | undefined;
  readonly workers?: number | undefined;
  readonly progress: boolean;
}

/** Puts traces to a policy, sets each decision beside the one before, and reports. */
export async function replay(given: ReplayRequest): Promise<ExitCode> {
  // A comment is about what changes; who wants all of it says so by another form.
  const only = given.only ?? (given.form === 'markdown' ? 'changed' : undefined);
  const request = { ...given, only };
  const { policy, baseline, map, subject } = await readInputs(request);
  const names = await traceNames(request.traces);
  const collected = await collectorsFor(request, policy, names.length > 1);
  const report = await reportFor(request, subject, names.length > 1);
  const options = { ...optionsOf(request), map };
  const wanted = {
    rows: collected.cases === undefined ? report.rows : Infinity,
    driftRows: Math.max(report.driftRows, collected.page === undefined ? 0 : MOST_DRIFT),
  };
  const replayer = new Replayer(policy, baseline, options, wanted);
  const workers = workersOf(request.workers, wanted.rows === Infinity && request.only === undefined);
  const busy = process.stdout.isTTY === true && report.rows === Infinity;
  const progress = await progressFor({ size: await sizeOf(names), wanted: request.progress, busy });
  const run = new ReplayRun({
    ...{ names, subject, replayer, report, progress },
    open: (name) => openTrace(name, request.from),
    read: (trace) =>
      workers === 0 ? readHere(trace, replayer) : new ParallelReading(trace, replayer, workers),
    collectors: [collected.cases, collected.page].filter((one) => one !== undefined),
    output: new Output(),
    paint: await paintFor('stderr'),
    failOn: request.failOn,
    strict: request.strict,
  });
  return run.go((outcome) => writeFiles(request, collected, outcome));
}

/** As many drifting events as the page may show, and the table beyond its rows. */
const MOST_DRIFT = 500;

function optionsOf({ from, actor, environment, strict, only, toCases, report }: ReplayRequest) {
  const json = toCases !== undefined || report !== undefined;
  return { from, actor, environment, strict, only, json, timeline: report !== undefined };
}

/** By default no more than this: each thread takes memory of its own. */
const USUAL_WORKERS = 2;

/** None where there is one processor, and none where every event is handed from thread to thread. */
function workersOf(asked: number | undefined, everyEvent: boolean): number {
  const processors = availableParallelism();
  return asked ?? (processors === 1 || everyEvent ? 0 : Math.min(processors, USUAL_WORKERS));
}

interface Inputs {
  readonly policy: Policy;
  readonly baseline: Policy | undefined;
  readonly map: ToolMap | undefined;
  readonly subject: Subject;
}

async function readInputs(request: ReplayRequest): Promise<Inputs> {
  const options = request.root === undefined ? {} : { root: request.root };
  const policy = loadPolicy(request.policy, options);
  const baseline = request.baseline === undefined ? undefined : loadPolicy(request.baseline, options);
  const map = await readToolMap(request.map);
  const subject = {
    policy: named(policy, request.policy),
    ...(baseline && { baseline: named(baseline, request.baseline as string) }),
    ...(map && { map: { file: request.map as string, digest: map.digest } }),
  };
  return { policy, baseline, map: map?.map, subject };
}

function named({ name, digest }: Policy, file: string): Named {
  return { name, digest, file };
}

interface Collected {
  readonly cases: CaseCollector | undefined;
  readonly page: PageCollector | undefined;
}

async function collectorsFor(request: ReplayRequest, policy: Policy, several: boolean): Promise<Collected> {
  const { toCases, report, force, expect = 'original' } = request;
  await assertFree(toCases, force);
  await assertFree(report, force);
  const cases = toCases === undefined ? undefined : await import('./cases.js');
  const page = report === undefined ? undefined : await import('./page.js');
  const wanted = { file: toCases ?? '', expect, policy, policyFile: request.policy, several };
  return {
    cases: cases && new cases.CaseCollector(wanted),
    page: page && new page.PageCollector(policy, process.cwd()),
  };
}

async function writeFiles(
  request: ReplayRequest,
  { cases, page }: Collected,
  outcome: Outcome,
): Promise<void> {
  const suite = cases?.text();
  if (suite !== undefined) await write(request.toCases as string, suite, request.force);
  for (const note of cases?.notes() ?? []) process.stderr.write(`${note}\n`);
  if (page === undefined) return;
  const { replayHtml } = await import('../../engine/reports/replay-html.js');
  await write(request.report as string, replayHtml(page.data(outcome)), request.force);
}

/** Of all traces together; undefined where one has no end that is known. */
async function sizeOf(names: readonly string[]): Promise<number | undefined> {
  let sum = 0;
  for (const name of names) {
    const facts = name === '-' ? undefined : await stat(name).catch(() => undefined);
    if (facts?.isFile() !== true) return undefined;
    sum += facts.size;
  }
  return sum;
}
