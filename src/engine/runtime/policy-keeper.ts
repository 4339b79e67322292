import type { RecordDraft } from '../audit/index.js';
import type { Env } from '../model/env.js';
import { PolicyError } from '../model/errors.js';
import { compilePolicy } from '../policy/compile.js';
import type { CompiledPolicy } from '../policy/compile.js';
import type { Policy } from '../policy/model.js';

/** Where a policy comes from. */
export interface PolicySource {
  /** The file, or the pack, as it was named. */
  readonly file: string;
  /** @throws PolicyError */
  load(): Policy;
  /** Differs from what it was before when a file of the policy has changed. */
  stamp(policy: Policy | undefined): string;
}

/** The policy in force. Looks for changes now and then; what does not load leaves the old policy in force. */
export class PolicyKeeper {
  #compiled: CompiledPolicy | undefined;
  #policy: Policy | undefined;
  #stamp = '';
  #looked = Number.NEGATIVE_INFINITY;
  #error: Error | undefined;
  #news: RecordDraft[] = [];

  /** Looks at most every `everyMs`; 0 for at every decision, Infinity for once. */
  constructor(
    private readonly source: PolicySource,
    private readonly env: Env,
    private readonly everyMs: number,
  ) {}

  /** What decides now: undefined while no policy has ever loaded. Never throws. */
  current(): CompiledPolicy | undefined {
    const now = this.env.now();
    if (this.everyMs === Infinity && this.#compiled !== undefined) return this.#compiled;
    // A clock that steps back must not put off a look for ever.
    if (Math.abs(now - this.#looked) < this.everyMs) return this.#compiled;
    this.#looked = now;
    this.#look();
    return this.#compiled;
  }

  /** Why the file as it is now cannot be in force, where it cannot. */
  get error(): Error | undefined {
    return this.#error;
  }

  get digest(): string | undefined {
    return this.#compiled?.digest;
  }

  /** Records of what was loaded since the last call, to be written before a decision under it. */
  news(): RecordDraft[] {
    const news = this.#news;
    if (news.length > 0) this.#news = [];
    return news;
  }

  /** Puts back what could not be written. */
  keep(news: readonly RecordDraft[]): void {
    this.#news = [...news, ...this.#news];
  }

  #look(): void {
    try {
      const stamp = this.source.stamp(this.#policy);
      // While the file is broken its parents are not known, so it is tried again every time.
      if (stamp === this.#stamp && this.#error === undefined) return;
      this.#stamp = stamp;
      const policy = this.source.load();
      const changed = this.#error !== undefined || policy.digest !== this.#compiled?.digest;
      this.#compiled = compilePolicy(policy);
      this.#policy = policy;
      this.#error = undefined;
      // What was stated before it was read may have changed in between; the next look then sees another stamp.
      this.#stamp = this.#stampAfter(policy, stamp);
      if (changed) this.#news.push(loaded(this.source.file, policy));
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (failure.message !== this.#error?.message) this.#news.push(this.#broken(failure));
      this.#error = failure;
    }
  }

  /** The parents of a policy are known once it is loaded; without any, the stamp from before the load stands. */
  #stampAfter(policy: Policy, before: string): string {
    return policy.parents.length === 0 ? before : this.source.stamp(policy);
  }

  #broken(error: Error): RecordDraft {
    const digest = this.#compiled?.digest;
    return {
      type: 'policy.load',
      ok: false,
      file: this.source.file,
      error: error.message.slice(0, 1000),
      ...(error instanceof PolicyError && { code: error.code }),
      ...(digest !== undefined && { in_force: digest }),
    };
  }
}

function loaded(file: string, { name, digest }: Policy): RecordDraft {
  return { type: 'policy.load', ok: true, file, name, digest };
}
