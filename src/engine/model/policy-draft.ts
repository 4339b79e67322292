import type { Section } from './decision.js';
import type { JsonObject } from './json.js';

/** A rule of a drafted policy, with what was seen as comments. Texts are a stranger's: escape before printing. */
export interface DraftRule {
  readonly id: string;
  readonly section: 'require_approval' | 'allow';
  readonly capability: readonly string[];
  readonly conditions: JsonObject;
  readonly reason?: string;
  readonly comments: readonly string[];
}

/** A rule of the policy that was given which decided none of the events. */
export interface UnusedRule {
  readonly id: string;
  readonly section: Section;
  readonly file: string;
  readonly line: number;
}

export interface DraftCounts {
  /** Events of the trace, and how many of them differ from each other. */
  readonly events: number;
  readonly different: number;
  /** Events whose fields do not parse: they are denied, whatever the policy. */
  readonly invalid: number;
  /** What the draft makes of the valid events. */
  readonly allow: number;
  readonly require_approval: number;
  readonly deny: number;
}

/** A policy drafted from what a trace used. */
export interface PolicyDraft {
  readonly name: string;
  readonly rules: readonly DraftRule[];
  readonly riskLevels: JsonObject | undefined;
  readonly counts: DraftCounts;
  readonly unused: readonly UnusedRule[];
  /** What the reader must know beside the rules. */
  readonly notes: readonly string[];
}
