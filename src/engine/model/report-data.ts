import type { JsonValue } from './json.js';

/** A policy or map that a report rests on. */
export interface ReportSource {
  readonly name: string;
  readonly digest: string;
}

/** An event whose decision changed. Every text in it may be a stranger's. */
export interface ReportChange {
  readonly line: number;
  readonly trace: string;
  readonly ts?: string;
  readonly actor: string;
  readonly capability: string;
  readonly payload: JsonValue;
  readonly original: string;
  readonly replayed: string;
  readonly kind: string;
  readonly explanation: string;
}

/** All that a report on a replay shows. */
export interface ReportData {
  readonly title: string;
  readonly policy: ReportSource;
  readonly baseline?: ReportSource;
  readonly map?: ReportSource;
  readonly traces: readonly (ReportSource & { readonly events: number; readonly badLines: number })[];
  readonly matrix: readonly {
    readonly original: string;
    readonly replayed: string;
    readonly count: number;
  }[];
  readonly timeline: readonly {
    readonly from: string;
    readonly allow: number;
    readonly deny: number;
    readonly require_approval: number;
  }[];
  readonly capabilities: readonly {
    readonly name: string;
    readonly allow: number;
    readonly deny: number;
    readonly require_approval: number;
    readonly changed: number;
  }[];
  readonly rules: readonly { readonly name: string; readonly count: number }[];
  /** The first of them, where there are very many. */
  readonly changed: readonly ReportChange[];
  readonly changedTotal: number;
}
