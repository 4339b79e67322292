import type { DecisionKind } from '../model/decision.js';
import { isRecord } from './format.js';
import type { TraceLine } from './format.js';

/** How a decision of today differs from the recorded one. */
export type DriftKind = 'newly_allowed' | 'newly_denied' | 'newly_needs_approval';
export const DRIFT_KINDS: readonly DriftKind[] = ['newly_allowed', 'newly_denied', 'newly_needs_approval'];

/** What a record says was decided. `decision` is absent where its word is none that we know. */
export interface Recorded {
  readonly decision: DecisionKind | undefined;
  /** The word as it stands in the record. Hostile: escape before printing. */
  readonly text: string;
  readonly reason: string | undefined;
  readonly rule: string | undefined;
}

const WORDS: ReadonlyMap<string, DecisionKind> = new Map([
  ['allow', 'allow'],
  ['allowed', 'allow'],
  ['authorized', 'allow'],
  ['pass', 'allow'],
  ['warn', 'allow'],
  ['deny', 'deny'],
  ['denied', 'deny'],
  ['block', 'deny'],
  ['blocked', 'deny'],
  ['fail', 'deny'],
  ['require_approval', 'require_approval'],
  ['approval_required', 'require_approval'],
]);
const LONGEST_WORD = 32;

/** The recorded decision in today's words: null where the record has none, undefined where it is not understood. */
export function recordedDecision(line: TraceLine): DecisionKind | null | undefined {
  const value = line['decision'] ?? null;
  const word = isRecord(value) ? value['decision'] : value;
  if (word === null) return null;
  if (typeof word !== 'string' || word.length > LONGEST_WORD) return undefined;
  return WORDS.get(word) ?? WORDS.get(word.toLowerCase());
}

/** Everything a record says about its decision, for showing it. */
export function recordedOf(line: TraceLine): Recorded | undefined {
  const decision = recordedDecision(line);
  if (decision === null) return undefined;
  const value = line['decision'];
  // A whole decision object stands here where someone recorded what `decide` returned.
  const details = isRecord(value) ? value : line;
  return {
    decision,
    text: textOf(details['decision']) ?? JSON.stringify(value),
    reason: textOf(details['reason']),
    rule: textOf(isRecord(details['rule']) ? details['rule']['id'] : details['rule']),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function driftOf(before: DecisionKind, now: DecisionKind): DriftKind | null {
  if (before === now) return null;
  if (now === 'allow') return 'newly_allowed';
  return now === 'deny' ? 'newly_denied' : 'newly_needs_approval';
}
