import type { AuditRecord } from '../../engine/audit/index.js';
import { checkCapabilityPattern, parseCapabilityPattern } from '../../engine/policy/capability-pattern.js';
import { matchGlob } from '../../engine/policy/text/glob.js';
import { ruleIdOf } from '../../engine/reports/log-row.js';
import { UsageError } from '../errors.js';
import { parseSince } from '../time.js';

export interface FilterFlags {
  readonly agent?: string | undefined;
  readonly capability?: string | undefined;
  readonly decision?: string | undefined;
  readonly reason?: string | undefined;
  readonly rule?: string | undefined;
  readonly session?: string | undefined;
  readonly type?: string | undefined;
  readonly approval?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

type Test = (record: AuditRecord) => boolean;

/** Records are in the order of their numbers: where the clock stepped back, those of a time may stand before older ones. */
const SLACK_MS = 86_400_000;

/** Which records are asked for. Names may have `*`. */
export class Filter {
  readonly #tests: readonly Test[];
  /** ISO 8601. */
  readonly #since: string | undefined;
  readonly #until: string | undefined;
  /** A time (ISO 8601) before which nothing needs to be read. */
  readonly start: string | undefined;

  /** @throws UsageError for a time or a capability that is none */
  constructor(flags: FilterFlags, now: number) {
    const { since, until, type } = flags;
    this.#tests = [type === undefined ? isTold : named(type, (record) => record.type), ...testsOf(flags)];
    this.#since = since === undefined ? undefined : iso(parseSince(since, now));
    this.#until = until === undefined ? undefined : iso(parseSince(until, now));
    if (since !== undefined) this.start = iso(Math.max(0, parseSince(since, now) - SLACK_MS));
  }

  test(record: AuditRecord): boolean {
    if (this.#since !== undefined && record.ts < this.#since) return false;
    if (this.#until !== undefined && record.ts > this.#until) return false;
    return this.#tests.every((one) => one(record));
  }
}

function testsOf({ agent, capability, decision, reason, rule, session, approval }: FilterFlags): Test[] {
  const tests: Test[] = [];
  if (agent !== undefined) tests.push(named(agent, (record) => record['actor']));
  if (capability !== undefined) tests.push(within(capability));
  if (decision !== undefined) tests.push(named(decision, (record) => record['decision']));
  if (reason !== undefined) tests.push(named(reason, (record) => record['reason']));
  if (rule !== undefined) tests.push(named(rule, ruleIdOf));
  if (session !== undefined) tests.push(named(session, (record) => record['session']));
  if (approval !== undefined)
    tests.push(named(approval, (record) => record['request'] ?? record['grant'] ?? record['approval']));
  return tests;
}

/** In any case of letters. */
function named(wanted: string, value: (record: AuditRecord) => unknown): Test {
  const glob = wanted.toLowerCase();
  return (record) => {
    const text = value(record);
    return typeof text === 'string' && matchGlob(glob, text.toLowerCase());
  };
}

/** As policies write capabilities: `shell.*` and `shell` are all below it. @throws UsageError */
function within(text: string): Test {
  const wrong = checkCapabilityPattern(text);
  if (wrong !== undefined)
    throw new UsageError(wrong.message, wrong.help === undefined ? {} : { help: wrong.help });
  const { segments, kind } = parseCapabilityPattern(text.toLowerCase());
  return (record) => {
    const capability = record['capability'];
    if (typeof capability !== 'string' || capability === '') return false;
    const asked = capability.toLowerCase().split('.');
    const extra = asked.length - segments.length;
    const long = { exact: extra === 0, open: extra >= 0, tail: extra > 0 }[kind];
    return long && segments.every((segment, i) => matchGlob(segment, asked[i] ?? ''));
  };
}

/** What is shown unless a type is asked for: decisions, and what changes what they mean; not the log's own comings and goings. */
function isTold(record: AuditRecord): boolean {
  if (record.type === 'policy.load') return record['ok'] !== true;
  return !QUIET.has(record.type);
}

const QUIET: ReadonlySet<string> = new Set([
  ...['log.genesis', 'open', 'close', 'heartbeat', 'recover', 'outcome'],
]);

function iso(time: number): string {
  return new Date(time).toISOString();
}
