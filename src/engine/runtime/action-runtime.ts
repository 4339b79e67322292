import type { Appended, AuditLog, Beside, DecisionDraft, RecordDraft } from '../audit/index.js';
import { decide } from '../decision/decide.js';
import { ActionBlocked } from '../model/action-blocked.js';
import type { Decision } from '../model/decision.js';
import type { Env } from '../model/env.js';
import { AuditError, EventError, RuntimeError } from '../model/errors.js';
import { parseEvent } from '../model/event.js';
import type { ActionEvent, EventInput } from '../model/event.js';
import { uuidv7 } from '../model/uuid.js';
import type { Mode, Verdict, VerdictReason } from '../model/verdict.js';
import { checkBypass } from './bypass.js';
import type { ActiveBypass, Bypass, BypassRequest } from './bypass.js';
import { LogKeeper } from './log-keeper.js';
import { PolicyKeeper } from './policy-keeper.js';
import type { PolicySource } from './policy-keeper.js';
import { decisionDraft, invalidDraft, payloadOf } from './records.js';
import type { PayloadKeeping } from './records.js';
import { auditFailure, noPolicy, verdictOf } from './verdicts.js';

export interface RuntimeParts {
  readonly policy: PolicySource;
  /** Opens the log; asked again when it failed. */
  readonly openLog: () => Promise<AuditLog>;
  readonly env: Env;
  readonly mode: Mode;
  readonly payloads: PayloadKeeping;
  /** The version that decides, for the record. */
  readonly engine: string;
  /** How often the policy's files are looked at, in milliseconds. */
  readonly reloadMs: number;
}

/** A decision that is ready to be recorded. */
interface Prepared {
  readonly event: ActionEvent | undefined;
  readonly decision: Decision;
  readonly authorized: boolean;
  readonly reason: VerdictReason;
  readonly draft: DecisionDraft;
  readonly beside: Beside | undefined;
}

export type GuardedAction<T> = (event: ActionEvent, verdict: Verdict) => T | Promise<T>;

/**
 * The enforcement point: decides, records durably, and only then answers. Whatever goes wrong on the way ends in a
 * verdict that authorizes nothing.
 */
export class ActionRuntime {
  readonly #parts: RuntimeParts;
  readonly #policy: PolicyKeeper;
  readonly #log: LogKeeper;
  #mode: Mode;
  #bypasses: ActiveBypass[] = [];
  /** The latest time seen: a clock that steps back brings no bypass back to life. */
  #latest = Number.NEGATIVE_INFINITY;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
    this.#mode = parts.mode;
    this.#policy = new PolicyKeeper(parts.policy, parts.env, parts.reloadMs);
    this.#log = new LogKeeper(parts.openLog);
    this.#policy.current();
  }

  /** Decides about an event and records it. Never throws: what fails is a verdict that does not authorize. */
  async execute(event: ActionEvent | EventInput | unknown): Promise<Verdict> {
    return (await this.#settle(event)).verdict;
  }

  /** The same for several, recorded in one commit as far as they fit one. */
  executeMany(events: readonly unknown[]): Promise<Verdict[]> {
    return Promise.all(events.map((event) => this.execute(event)));
  }

  /**
   * Runs `action` if it is authorized, with the event as it was decided on, and records what came of it.
   * @throws ActionBlocked when it is not; whatever `action` throws
   */
  async guard<T>(event: ActionEvent | EventInput | unknown, action: GuardedAction<T>): Promise<T> {
    const { verdict, event: parsed } = await this.#settle(event);
    if (!verdict.authorized || parsed === undefined) throw new ActionBlocked(verdict);
    const start = this.#parts.env.now();
    try {
      const result = await action(parsed, verdict);
      await this.#outcome(verdict, start);
      return result;
    } catch (error) {
      await this.#outcome(verdict, start, nameOf(error));
      throw error;
    }
  }

  /**
   * Break-glass: until it ends, what the policy would not allow is let through, recorded as `bypassed:<reason>`.
   * Events that do not parse, or cannot be recorded, stay blocked. @throws RuntimeError, AuditError
   */
  async bypass(request: BypassRequest): Promise<Bypass> {
    const { reason, by, until } = checkBypass(request, this.#now());
    const draft: RecordDraft = { type: 'bypass.start', by, ends: new Date(until).toISOString(), reason };
    const { seq } = await this.#log.append(draft);
    this.#bypasses.push({ seq, reason, until });
    return { end: () => this.#endBypass(seq, 'ended') };
  }

  /** Recorded before it takes effect. @throws RuntimeError, AuditError */
  async setMode(mode: Mode, { by, reason }: { readonly by: string; readonly reason: string }): Promise<void> {
    if (mode !== 'enforce' && mode !== 'observe')
      throw new RuntimeError('bad_mode', 'the modes are enforce and observe');
    if (!by || !reason) throw new RuntimeError('bad_mode', 'a change of mode needs `by` and `reason`');
    await this.#log.append({ type: 'mode.change', from: this.#mode, to: mode, by, reason });
    this.#mode = mode;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** The digest of the policy in force; undefined while none has ever loaded. */
  get policyDigest(): string | undefined {
    return this.#policy.digest;
  }

  /** Why the policy's file as it is now is not in force, where it is not. */
  get policyError(): Error | undefined {
    return this.#policy.error;
  }

  /** The last thing that could not be recorded, where it was nothing that a verdict could tell. */
  get lastError(): Error | undefined {
    return this.#log.lastError;
  }

  /** Waits for what is being recorded, and closes the log. What is executed afterwards is blocked. */
  close(): Promise<void> {
    return this.#log.close();
  }

  async #settle(input: unknown): Promise<{ verdict: Verdict; event: ActionEvent | undefined }> {
    let prepared: Prepared | undefined;
    const news = this.#news();
    try {
      prepared = this.#prepare(input);
      const written = [
        ...news.map((draft) => this.#log.append(draft)),
        this.#log.append(prepared.draft, prepared.beside),
      ];
      const at = (await Promise.all(written)).at(-1) as Appended;
      return { verdict: this.#verdict(prepared, at), event: prepared.event };
    } catch (error) {
      this.#policy.keep(news);
      return {
        verdict: auditFailure(error, prepared?.decision, prepared?.draft.id ?? null, this.#mode),
        event: undefined,
      };
    }
  }

  /** What was loaded, and which bypasses ran out, since the last record. */
  #news(): RecordDraft[] {
    try {
      const now = this.#now();
      this.#policy.current();
      const expired = this.#bypasses.filter(({ until }) => until <= now);
      if (expired.length > 0) this.#bypasses = this.#bypasses.filter(({ until }) => until > now);
      return [
        ...this.#policy.news(),
        ...expired.map(({ seq }): RecordDraft => ({ type: 'bypass.end', of: seq, cause: 'expired' })),
      ];
    } catch {
      return [];
    }
  }

  #prepare(input: unknown): Prepared {
    const { env, engine, payloads } = this.#parts;
    const policy = this.#policy.current();
    const parsed = parsedEvent(input, env);
    const event = parsed instanceof EventError ? undefined : parsed;
    const decision = policy === undefined ? noPolicy(this.#policy.error) : decide(policy, event ?? input);
    const id = event?.id ?? uuidv7(env);
    const answer = this.#answer(decision, event !== undefined);
    const how = { ...answer, engine, mode: this.#mode };
    if (event === undefined) {
      return { event, decision, ...answer, draft: invalidDraft(input, id, decision, how), beside: undefined };
    }
    const { payload, beside } = payloadOf(event.payload, env, payloads);
    return {
      event,
      decision,
      ...answer,
      draft: decisionDraft(event, id, decision, how, payload),
      beside,
    };
  }

  /** Whether it may run: by the policy, or by what stands above it. What did not parse may not, whatever stands. */
  #answer(made: Decision, valid: boolean): { authorized: boolean; reason: VerdictReason; bypass?: number } {
    if (made.decision === 'allow' && valid) return { authorized: true, reason: made.reason };
    if (!valid || made.reason === 'policy_error' || made.reason === 'invalid_event')
      return { authorized: false, reason: made.reason };
    const bypass = this.#bypasses[0];
    if (bypass !== undefined)
      return { authorized: true, reason: `bypassed:${bypass.reason}`, bypass: bypass.seq };
    if (this.#mode === 'observe') return { authorized: true, reason: `observed:${made.reason}` };
    return { authorized: false, reason: made.reason };
  }

  #verdict({ decision, authorized, reason, draft }: Prepared, { seq, leaf }: Appended): Verdict {
    const record = { log: this.#log.logId, seq, leaf };
    return verdictOf(decision, { authorized, reason, mode: draft.mode, id: draft.id, record });
  }

  /** The action has run: what cannot be recorded now cannot undo it. The record then shows no outcome. */
  async #outcome({ id, record }: Verdict, start: number, error?: string): Promise<void> {
    const duration = Math.max(0, Math.ceil(this.#parts.env.now() - start));
    const status = error === undefined ? 'completed' : 'failed';
    const draft = { type: 'outcome' as const, of: record?.seq ?? -1, id: id ?? '', status, duration };
    await this.#log.append({ ...draft, ...(error !== undefined && { error }) }).catch(() => undefined);
  }

  async #endBypass(seq: number, cause: 'ended'): Promise<void> {
    if (!this.#bypasses.some((active) => active.seq === seq)) return;
    this.#bypasses = this.#bypasses.filter((active) => active.seq !== seq);
    await this.#log.append({ type: 'bypass.end', of: seq, cause });
  }

  #now(): number {
    return (this.#latest = Math.max(this.#latest, this.#parts.env.now()));
  }
}

function parsedEvent(input: unknown, env: Env): ActionEvent | EventError {
  try {
    return parseEvent(input, { env });
  } catch (error) {
    if (error instanceof EventError) return error;
    throw new AuditError('failed', 'the event cannot be read', { cause: error });
  }
}

function nameOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.name).slice(0, 100) : typeof error;
  } catch {
    return 'unknown';
  }
}
