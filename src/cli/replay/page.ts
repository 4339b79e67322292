import { explain } from '../../engine/decision/explain.js';
import { compilePolicy } from '../../engine/policy/compile.js';
import type { CompiledPolicy } from '../../engine/policy/compile.js';
import type { Policy } from '../../engine/policy/model.js';
import type { Batch, ReportData, SimulatedEvent } from '../../engine/replay/index.js';
import { explanationText } from '../../engine/reports/explanation-text.js';
import { originalText } from '../../engine/reports/replay-row.js';
import type { JsonValue } from '../../engine/model/json.js';
import type { Outcome } from './outcome.js';
import { rowOf } from './rows.js';
import type { Collector } from './run.js';

/** How many changed events the page shows; all are counted. */
export const MOST_CHANGED = 500;
/** A payload that is longer is told to be so: a page has to be opened. */
const MOST_PAYLOAD = 20_000;

type Changed = ReportData['changed'][number];

/** Gathers what the page shows: the changed events, each with why it is decided so today. */
export class PageCollector implements Collector {
  readonly #compiled: CompiledPolicy;
  readonly #changed: Changed[] = [];

  constructor(
    policy: Policy,
    private readonly root: string,
  ) {
    this.#compiled = compilePolicy(policy);
  }

  take(trace: string, { events, drifting }: Batch): void {
    for (const list of [events, drifting])
      for (const event of list)
        if (event.drift && this.#changed.length < MOST_CHANGED) this.#changed.push(this.#of(trace, event));
  }

  data(outcome: Outcome): ReportData {
    const { policy, baseline, map, traces, summary } = outcome;
    const changed = new Map(summary.breakdown?.capabilities.map(({ name, events }) => [name, events]));
    return {
      title: `Replay of ${traces.length === 1 ? (traces[0]?.name ?? '') : `${traces.length} traces`}`,
      policy: { name: policy.name, digest: policy.digest },
      ...(baseline && { baseline: { name: baseline.name, digest: baseline.digest } }),
      ...(map && { map: { name: map.file, digest: map.digest } }),
      traces: traces.map(({ name, digest, events, badLines }) => ({
        name,
        digest: digest ?? '',
        events,
        badLines,
      })),
      matrix: (summary.breakdown?.transitions ?? []).map(({ events: count, ...pair }) => ({
        ...pair,
        count,
      })),
      timeline: [...(summary.timeline ?? [])],
      capabilities: summary.capabilities.map(({ name, allow, deny, require_approval }) => {
        return { name, allow, deny, require_approval, changed: changed.get(name) ?? 0 };
      }),
      rules: summary.rules.map(({ name, events: count }) => ({ name, count })),
      changed: [...this.#changed].sort(byKind),
      changedTotal: summary.comparison?.drift.total ?? 0,
    };
  }

  #of(trace: string, event: SimulatedEvent): Changed {
    const row = rowOf(trace, event);
    const fields = event.json === undefined ? undefined : (JSON.parse(event.json) as { payload?: JsonValue });
    return {
      ...{ line: event.line, trace, ...(event.ts !== undefined && { ts: String(event.ts) }) },
      actor: event.actor ?? '(invalid)',
      capability: event.capability ?? '(invalid)',
      payload: shortened(fields?.payload ?? null),
      original: originalText(row, 'not recorded'),
      replayed: event.decision,
      kind: event.drift ?? '',
      explanation: explanationText(explain(this.#compiled, fields), { root: this.root }),
    };
  }
}

const KINDS = ['newly_allowed', 'newly_needs_approval', 'newly_denied'];

/** What is newly allowed first, each kind in the order of the trace. */
function byKind(a: Changed, b: Changed): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function shortened(payload: JsonValue): JsonValue {
  const text = JSON.stringify(payload);
  return text.length <= MOST_PAYLOAD
    ? payload
    : `${text.slice(0, MOST_PAYLOAD)}… (${text.length} characters)`;
}
