import { defineFormat, isRecord } from '../format.js';
import type { FormatContext, TraceLine } from '../format.js';

/** Events as the engine takes them: flat beside what was decided, or apart under `event`. */
export const native = defineFormat({
  name: 'native',
  summary:
    'the fields of an event, flat or under `event`, with `ts`, `decision`, `reason` and `rule` beside them',
  example: {
    ts: '2026-01-31T09:30:00.000Z',
    actor: 'release-bot',
    resource: 'shell',
    action: 'execute',
    scope: 'workspace',
    environment: 'staging',
    payload: { command: 'make release' },
    decision: 'require_approval',
    reason: 'approval_required',
  },
  keys: ['requireApproval'],
  detect: (line) =>
    isRecord(line['event']) ||
    line['capability'] !== undefined ||
    line['resource'] !== undefined ||
    line['action'] !== undefined ||
    line['actor'] !== undefined,
  read: (line, context) => (isRecord(line['event']) ? nested(line['event'], context) : flat(line, context)),
});

/**
 * Whether a line is so plainly an event that no other form needs to be asked: most lines of most traces are. The keys
 * that must not be there are those by which a record of the audit log, a span or a tool's record would be told.
 */
export function isPlainEvent(line: TraceLine): boolean {
  if (typeof line['actor'] !== 'string' || line['prev'] !== undefined || line['attributes'] !== undefined)
    return false;
  if (typeof line['capability'] === 'string') return true;
  return typeof line['resource'] === 'string' && line['tool'] === undefined;
}

/** Strict: all that stands under `event` is the event's, so a stray key there is left for the engine to refuse. */
function nested(event: TraceLine, { actor, environment }: FormatContext): TraceLine {
  if (event['actor'] === undefined) event['actor'] = actor;
  if (event['environment'] === undefined && environment !== undefined) event['environment'] = environment;
  if (typeof event['requireApproval'] === 'boolean') {
    if (event['host'] === undefined) event['host'] = hostOf(event);
    delete event['requireApproval'];
  }
  return event;
}

/** A literal of fixed shape: the engine skips what is undefined, and objects alike are quick to read. */
function flat(line: TraceLine, { actor, environment, fields }: FormatContext): TraceLine {
  const event: TraceLine = {
    id: line['id'],
    actor: line['actor'] === undefined ? actor : line['actor'],
    resource: line['resource'],
    action: line['action'],
    scope: line['scope'],
    environment: line['environment'] === undefined ? environment : line['environment'],
    risk: line['risk'],
    payload: line['payload'],
    context: line['context'],
    capability: line['capability'],
    host: line['host'] === undefined ? hostOf(line) : line['host'],
  };
  const stray = fields.misspelt(line);
  if (stray !== undefined) event[stray] = line[stray];
  return event;
}

/** An `ActionEvent` written out as JSON has the host's demand under this name. */
function hostOf(line: TraceLine): unknown {
  return line['requireApproval'] === true ? { require_approval: true } : undefined;
}
