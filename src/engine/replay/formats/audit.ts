import { defineFormat, isRecord } from '../format.js';
import type { FormatContext, TraceLine } from '../format.js';

/** Labels of an event's context, by their names in a record. */
const LABELS = {
  session: 'session',
  tenant: 'tenant',
  user_role: 'user_role',
  caller_depth: 'caller_depth',
  tool: 'tool_name',
  table: 'table',
  parent: 'parent',
  cwd: 'cwd',
  on_behalf: 'on_behalf',
} as const;

/** Where a record stands with the contents of its payload: a record itself has only commitments to it. */
const CONTENTS = 'contents';

/** Records of our audit log, as they stand in it. */
export const audit = defineFormat({
  name: 'audit',
  summary: 'records of the audit log: each `decision` is an event; without stored payloads it has none',
  example: {
    v: 1,
    log: '0123456789abcdef0123456789abcdef',
    seq: 4,
    prev: '00000000000000000000000000000000000000000000000000000000000000ff',
    ts: '2026-01-31T09:30:00.000Z',
    w: '0123456789abcdef',
    wseq: 4,
    type: 'decision',
    id: '019cd7e7-d383-7b87-ad50-a00033048521',
    actor: 'ops-agent',
    capability: 'shell.exec.production',
    environment: 'production',
    risk: 'low',
    decision: 'deny',
    reason: 'policy_deny',
    authorized: false,
    mode: 'enforce',
    rule: { id: 'no-recursive-delete', section: 'deny', file: 'policy.yaml', line: 4 },
    policy: { name: 'quickstart', digest: 'ab' },
  },
  keys: [],
  detect: (line) => isEnvelope(line) || isBundlePart(line),
  read(line, context) {
    if (!isEnvelope(line)) return isBundlePart(line) ? [] : undefined;
    if (line['type'] !== 'decision') return [];
    const record = line['esc'] === true ? unescaped(line) : line;
    return [{ record, fields: eventFields(record, context) }];
  },
});

function isEnvelope({ seq, log, prev, type }: TraceLine): boolean {
  return (
    typeof seq === 'number' && typeof log === 'string' && typeof prev === 'string' && typeof type === 'string'
  );
}

/** The first line of an exported bundle, and the lines of salts after its records. */
function isBundlePart(line: TraceLine): boolean {
  return (line['bundle'] === 1 && Array.isArray(line['checkpoints'])) || isSaltLine(line);
}

function isSaltLine({ seq, salt }: TraceLine): boolean {
  return typeof seq === 'number' && typeof salt === 'string';
}

function eventFields(line: TraceLine, context: FormatContext): TraceLine {
  const { actor, environment, host_approval: asks } = line;
  const contents = line[CONTENTS];
  if (contents === undefined) context.withoutPayload();
  const labels: TraceLine = {};
  for (const [name, label] of Object.entries(LABELS)) labels[label] = line[name];
  return {
    id: line['id'],
    actor: actor ?? context.actor,
    resource: line['resource'],
    action: line['action'],
    scope: line['scope'],
    environment: environment ?? context.environment,
    risk: riskOf(line['risk']),
    payload: contents ?? {},
    context: labels,
    capability: line['capability'],
    host: asks === true ? { require_approval: true } : undefined,
  };
}

/** A risk that is a number stands as text: records hold whole numbers alone. */
function riskOf(risk: unknown): unknown {
  return typeof risk === 'string' && /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(risk) ? Number(risk) : risk;
}

/** Texts with characters that no log can hold are escaped, and the record says so. */
function unescaped(line: TraceLine): TraceLine {
  const entries = Object.entries(line).map(([key, value]) => [key, unescapedValue(value)] as const);
  return Object.fromEntries(entries);
}

function unescapedValue(value: unknown): unknown {
  if (isRecord(value)) return unescaped(value);
  if (typeof value !== 'string') return value;
  return value.replace(/\\(\\|u[0-9a-f]{4})/g, (_, what: string) =>
    what === '\\' ? what : String.fromCharCode(Number.parseInt(what.slice(1), 16)),
  );
}
