import type { JsonValue } from './json.js';

/** What a report of a replay shows. Texts of the trace are hostile: whoever prints them must escape them. */
export interface ReportData {
  title: string;
  policy: { name: string; digest: string };
  baseline?: { name: string; digest: string };
  map?: { name: string; digest: string };
  traces: { name: string; digest: string; events: number; badLines: number }[];
  matrix: { original: string; replayed: string; count: number }[];
  timeline: { from: string; allow: number; deny: number; require_approval: number }[];
  capabilities: { name: string; allow: number; deny: number; require_approval: number; changed: number }[];
  rules: { name: string; count: number }[];
  changed: {
    line: number;
    trace: string;
    ts?: string;
    actor: string;
    capability: string;
    payload: JsonValue;
    original: string;
    replayed: string;
    kind: string;
    explanation: string;
  }[];
  changedTotal: number;
}
