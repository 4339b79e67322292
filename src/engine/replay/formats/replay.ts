import { TraceError } from '../../model/errors.js';
import { payloadOf } from '../calls.js';
import { defineFormat, isRecord, recordsOf } from '../format.js';
import type { FormatContext, FoundEvent, TraceLine } from '../format.js';
import { short } from './short.js';

const VERSION_KEYS = ['capfence_replay_version', 'replay_version'] as const;
const VERSIONS: ReadonlySet<unknown> = new Set(['1.0', '1', 1]);

/** The headed form of traces: an item with the version of the form, and the events after it. */
export const replay = defineFormat({
  name: 'replay',
  summary: 'a first item with `capfence_replay_version` and `checksum`, then events, or calls by tool name',
  leads: true,
  remembers: true,
  example: { capfence_replay_version: '1.0', checksum: 'ignore' },
  keys: ['agent_id', 'original_decision', 'metadata', 'risk_score', 'tool_name', 'risk_category'],
  detect: (line) => VERSION_KEYS.some((key) => line[key] !== undefined),
  read: (line, context) => (isHeader(line) ? header(line, context) : itemEvents(line, context)),
});

function itemEvents(line: TraceLine, context: FormatContext): readonly FoundEvent[] | undefined {
  const known = ['resource', 'capability', 'action'].some((key) => line[key] !== undefined);
  if (known) return [{ record: recordOf(line), fields: eventFields(line, context) }];
  return line['tool_name'] === undefined ? undefined : call(line, context);
}

function isHeader(line: TraceLine): boolean {
  return VERSION_KEYS.some((key) => line[key] !== undefined);
}

/** A form of another version may mean something else by the same words: it is not read at all. */
function header(line: TraceLine, context: FormatContext): readonly FoundEvent[] {
  const version = VERSION_KEYS.map((key) => line[key]).find((value) => value !== undefined);
  if (!VERSIONS.has(version)) {
    const help = 'this reads version 1.0; `--from native` reads the events without their header';
    throw new TraceError('unknown_format', 'the trace has a replay version that is not known', { help });
  }
  const { events } = line;
  if (!Array.isArray(events)) return [];
  return recordsOf(events).flatMap((event) => itemEvents(event, context) ?? []);
}

function recordOf(line: TraceLine): TraceLine {
  const { id, call_id: call, ts, timestamp, decision, original_decision: original, reason, rule } = line;
  return { id: id ?? call, ts: ts ?? timestamp, decision: decision ?? original, reason, rule };
}

/** What a call was asked to do stands under `payload`, or with everything else under `metadata`. */
function contentsOf({ payload, metadata }: TraceLine, context: FormatContext): unknown {
  return payload ?? payloadOf(metadata, context);
}

function call(line: TraceLine, context: FormatContext): readonly FoundEvent[] | undefined {
  const { agent_id: agent, actor } = line;
  const given = { ...line, actor: actor ?? agent, payload: contentsOf(line, context) };
  const fields = short.read(given, context);
  return isRecord(fields) ? [{ record: recordOf(line), fields }] : undefined;
}

function eventFields(line: TraceLine, context: FormatContext): TraceLine {
  const { actor, agent_id: agent, environment } = line;
  const event: TraceLine = {
    id: line['id'],
    actor: actor ?? agent ?? context.actor,
    resource: line['resource'],
    action: line['action'],
    scope: line['scope'],
    environment: environment ?? context.environment,
    risk: line['risk'],
    payload: contentsOf(line, context),
    context: line['context'],
    capability: line['capability'],
    host: line['host'],
  };
  const stray = context.fields.misspelt(line);
  if (stray !== undefined) event[stray] = line[stray];
  return event;
}
