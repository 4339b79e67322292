import { NO_PROOF } from '../approvals/index.js';
import type { Appended, DecisionDraft, RecordDraft } from '../audit/index.js';
import { decide } from '../decision/decide.js';
import { ActionBlocked } from '../model/action-blocked.js';
import type { Decision } from '../model/decision.js';
import { EventError, RuntimeError } from '../model/errors.js';
import type { ActionEvent, EventInput } from '../model/event.js';
import { uuidv7 } from '../model/uuid.js';
import type { Mode, Verdict, VerdictReason } from '../model/verdict.js';
import { ApprovalDesk } from './approval-desk.js';
import type { Answer, HeldAction } from './approval-desk.js';
import { checkBypass } from './bypass.js';
import type { ActiveBypass, Bypass, BypassRequest } from './bypass.js';
import { LogKeeper } from './log-keeper.js';
import { nameOf, parsedEvent } from './parts.js';
import type { Prepared, RuntimeParts, Settled } from './parts.js';
import { PolicyKeeper } from './policy-keeper.js';
import { decisionDraft, invalidDraft, payloadOf } from './records.js';
import { auditFailure, noPolicy, verdictOf } from './verdicts.js';
import { decided, waitMs } from './waiting.js';
import type { WaitOptions } from './waiting.js';

export type GuardedAction<T> = (event: ActionEvent, verdict: Verdict) => T | Promise<T>;

/**
 * The enforcement point: decides, records durably, and only then answers. Whatever goes wrong on the way ends in a
 * verdict that authorizes nothing.
 */
export class ActionRuntime {
  readonly #parts: RuntimeParts;
  readonly #policy: PolicyKeeper;
  readonly #log: LogKeeper;
  readonly #desk: ApprovalDesk;
  #mode: Mode;
  #bypasses: ActiveBypass[] = [];
  /** The latest time seen: a clock that steps back brings no bypass back to life. */
  #latest = Number.NEGATIVE_INFINITY;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
    this.#mode = parts.mode;
    this.#policy = new PolicyKeeper(parts.policy, parts.env, parts.reloadMs);
    this.#log = new LogKeeper(parts.openLog);
    const { env, requester = { user: '', uid: -1 }, prove = NO_PROOF } = parts;
    this.#desk = new ApprovalDesk(env, requester, prove);
    this.#policy.current();
  }

  /**
   * Decides about an event and records it; with `wait`, waits for a person where a rule asks for one. What fails is a
   * verdict that does not authorize: this throws only RuntimeError, for options that make no sense.
   */
  async execute(event: ActionEvent | EventInput | unknown, options: WaitOptions = {}): Promise<Verdict> {
    return (await this.#waited(event, options)).verdict;
  }

  /** The same for several, recorded in one commit as far as they fit one. */
  executeMany(events: readonly unknown[]): Promise<Verdict[]> {
    return Promise.all(events.map((event) => this.execute(event)));
  }

  /**
   * Runs `action` if it is authorized, with the event as it was decided on, and records what came of it.
   * @throws ActionBlocked when it is not; whatever `action` throws
   */
  async guard<T>(
    event: ActionEvent | EventInput | unknown,
    action: GuardedAction<T>,
    options: WaitOptions = {},
  ): Promise<T> {
    const { verdict, event: parsed } = await this.#waited(event, options);
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

  /** The decision is made again when an answer has come: a policy that denies by then is obeyed. */
  async #waited(input: unknown, { wait, approval, signal }: WaitOptions): Promise<Settled> {
    const deadline = performance.now() + waitMs(wait);
    const now = (): number => this.#parts.env.now();
    for (;;) {
      const settled = await this.#settle(input, approval);
      const { reason, request } = settled.verdict;
      if (request === undefined || !reason.startsWith('approval_required:')) return settled;
      if (performance.now() >= deadline) return settled;
      const answered = this.#log.use(async ({ approvals }) => {
        return approvals !== undefined && (await decided(approvals, request, { now, deadline, signal }));
      });
      if (!(await answered.catch(() => false))) return settled;
      // What is decided on now is what was decided on before, whatever became of the input since.
      input = settled.event;
    }
  }

  async #settle(input: unknown, claims: string | undefined): Promise<Settled> {
    let prepared: Prepared | undefined;
    const news = this.#news();
    try {
      prepared = this.#prepare(input);
      const written = news.map((draft) => this.#log.append(draft));
      if (prepared.held && prepared.event !== undefined) {
        await Promise.all(written);
        return await this.#held(prepared, prepared.event, claims);
      }
      written.push(this.#log.append(prepared.draft, prepared.beside));
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

  /** What a rule holds goes through on an approval or a grant, and else waits for one. */
  #held(prepared: Prepared, event: ActionEvent, claims: string | undefined): Promise<Settled> {
    const { decision: made, draft, beside } = prepared;
    const record = ({ decision, reason, authorized, request, detail }: Answer): DecisionDraft => ({
      ...{ ...draft, decision, reason, authorized },
      ...(request !== undefined && { approval: request }),
      ...(detail !== undefined && { detail: detail.slice(0, 1000) }),
    });
    const held: HeldAction = { event, made, claims, record, beside };
    return this.#log.use(async (log) => {
      if (log.approvals === undefined) {
        const at = await log.append(draft, beside);
        return { verdict: this.#verdict(prepared, at), event };
      }
      const { answer, appended } = await this.#desk.settle(log.approvals, held);
      return { verdict: this.#verdict(prepared, appended, answer), event };
    });
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
      const draft = invalidDraft(input, id, decision, how);
      return { event, decision, ...answer, draft, beside: undefined, held: false };
    }
    const { payload, beside } = payloadOf(event.payload, env, payloads);
    return {
      event,
      decision,
      ...answer,
      draft: decisionDraft(event, id, decision, how, payload),
      beside,
      held: decision.decision === 'require_approval' && !answer.authorized,
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

  #verdict(
    { decision, authorized, reason, draft }: Prepared,
    { seq, leaf }: Appended,
    answer?: Answer,
  ): Verdict {
    const record = { log: this.#log.logId, seq, leaf };
    return verdictOf(decision, { authorized, reason, mode: draft.mode, id: draft.id, record, ...answer });
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
