import type { DecisionKind } from '../model/decision.js';
import { DRIFT_KINDS } from './recorded.js';
import type { DriftKind } from './recorded.js';

/** Which events of a trace are handed out. */
export const EVENT_CHOICES = [
  'changed',
  'newly-allowed',
  'newly-denied',
  'newly-needs-approval',
  'denied',
] as const;
export type EventChoice = (typeof EVENT_CHOICES)[number];

/** Whether an event is asked for, by how it differs and by what is decided today. */
export function isChosen(
  choice: EventChoice,
  drift: DriftKind | null | undefined,
  decision: DecisionKind,
): boolean {
  if (choice === 'denied') return decision === 'deny';
  if (drift === null || drift === undefined) return false;
  return choice === 'changed' || drift === KIND_OF[choice];
}

/** `newly-allowed` on the command line is `newly_allowed` in data. */
const KIND_OF = Object.fromEntries(DRIFT_KINDS.map((kind) => [kind.replaceAll('_', '-'), kind])) as Readonly<
  Record<string, DriftKind>
>;
