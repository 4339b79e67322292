import type { SimulatedEvent } from '../../engine/replay/index.js';
import type { ReplayRow } from '../../engine/reports/replay-row.js';

/** An event of a trace, as reports need it. */
export function rowOf(trace: string, event: SimulatedEvent): ReplayRow {
  const { line, id, ts, actor, capability, decision, reason, rule, riskLevel, detail } = event;
  return {
    ...{ trace, line, id, ts, actor, capability, original: event.recorded },
    replayed: { decision, reason, rule, riskLevel, detail },
    drift: event.drift,
  };
}
