import type { AuditRecord } from '../../engine/audit/index.js';
import { matchGlob } from '../../engine/policy/text/glob.js';
import { parseSince } from '../time.js';

export interface FilterFlags {
  readonly agent?: string | undefined;
  readonly capability?: string | undefined;
  readonly decision?: string | undefined;
  readonly reason?: string | undefined;
  readonly rule?: string | undefined;
  readonly session?: string | undefined;
  readonly type?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Which records are asked for. Names may have `*`. */
export class Filter {
  readonly #tests: readonly ((record: AuditRecord) => boolean)[];
  /** ISO 8601. */
  readonly #since: string | undefined;
  readonly #until: string | undefined;

  /** @throws UsageError for a time that is none */
  constructor(flags: FilterFlags, now: number) {
    const by = (wanted: string | undefined, value: (record: AuditRecord) => unknown) =>
      wanted === undefined ? [] : [(record: AuditRecord) => matches(wanted, value(record))];
    this.#tests = [
      ...by(flags.agent, (record) => record['actor']),
      ...by(flags.capability, (record) => record['capability']),
      ...by(flags.decision, (record) => record['decision']),
      ...by(flags.reason, (record) => record['reason']),
      ...by(flags.rule, ruleId),
      ...by(flags.session, (record) => record['session']),
      flags.type === undefined ? isTold : (record) => matches(flags.type as string, record.type),
    ];
    this.#since = flags.since === undefined ? undefined : iso(flags.since, now);
    this.#until = flags.until === undefined ? undefined : iso(flags.until, now);
  }

  test(record: AuditRecord): boolean {
    if (this.#since !== undefined && record.ts < this.#since) return false;
    if (this.#until !== undefined && record.ts > this.#until) return false;
    return this.#tests.every((one) => one(record));
  }
}

/** What is shown unless a type is asked for: decisions, and what changes what they mean; not the log's own comings and goings. */
function isTold(record: AuditRecord): boolean {
  if (record.type === 'policy.load') return record['ok'] !== true;
  return !QUIET.has(record.type);
}

const QUIET: ReadonlySet<string> = new Set([
  'log.genesis',
  'open',
  'close',
  'heartbeat',
  'recover',
  'outcome',
]);

export function ruleId(record: AuditRecord): string | undefined {
  const id = (record['rule'] as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : undefined;
}

function matches(wanted: string, value: unknown): boolean {
  return typeof value === 'string' && matchGlob(wanted.toLowerCase(), value.toLowerCase());
}

function iso(text: string, now: number): string {
  return new Date(parseSince(text, now)).toISOString();
}
