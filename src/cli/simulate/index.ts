import { newSimulation } from '../../engine/replay/index.js';
import type { FormatName } from '../../engine/replay/index.js';
import { loadPolicy } from '../../engine/policy/load.js';
import type { Policy } from '../../engine/policy/model.js';
import type { ExitCode } from '../exit.js';
import { columnsOf, paintFor } from '../paint.js';
import { BadLineNotes } from './bad-lines.js';
import { HumanReport } from './human-report.js';
import { JsonDocument, jsonLines } from './json-report.js';
import { Output } from './output.js';
import { progressFor } from './progress.js';
import type { Report, Subject } from './report.js';
import { Run } from './run.js';
import { openTrace } from '../trace/open.js';
import { readToolMap } from '../trace/tool-map.js';

export interface SimulateRequest {
  readonly traceFile: string;
  readonly policy: string;
  readonly form: 'human' | 'json' | 'jsonl';
  readonly from: FormatName | 'auto';
  readonly root?: string | undefined;
  readonly map?: string | undefined;
  readonly actor?: string | undefined;
  readonly environment?: string | undefined;
  readonly compare: boolean;
  readonly failOnDrift: boolean;
  readonly strict: boolean;
  /** The most rows of the table; 0 for all. */
  readonly limit: number;
  readonly progress: boolean;
}

/** Runs a trace through a policy and reports. */
export async function simulate(request: SimulateRequest): Promise<ExitCode> {
  const { failOnDrift, strict } = request;
  const policy = loadPolicy(request.policy, request.root === undefined ? {} : { root: request.root });
  const map = (await readToolMap(request.map))?.map;
  const source = await openTrace(request.traceFile, request.from);
  const report = await reportFor(request, policy);
  const simulation = newSimulation(policy, {
    ...request,
    ...(source.from && { from: source.from }),
    map,
    rows: report.rows,
    driftRows: report.driftRows,
  });
  const busy = process.stdout.isTTY === true && report.rows === Infinity;
  const progress = await progressFor({ size: source.size, wanted: request.progress, busy });
  const notes = new BadLineNotes(source.name, await paintFor('stderr'));
  return new Run({
    source,
    simulation,
    report,
    output: new Output(),
    progress,
    notes,
    failOnDrift,
    strict,
  }).go();
}

async function reportFor(request: SimulateRequest, { name, digest }: Policy): Promise<Report> {
  const terminal = process.stdout.isTTY === true;
  const subject: Subject = { trace: request.traceFile, policy: { name, digest, file: request.policy } };
  if (request.form === 'jsonl') return jsonLines(terminal);
  if (request.form === 'json') return new JsonDocument(subject, terminal);
  const look = { paint: await paintFor('stdout'), columns: columnsOf() };
  return new HumanReport(subject, { ...look, comparing: request.compare, limit: request.limit });
}
