import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { decide } from '../../engine/decision/decide.js';
import type { Batch, SimulatedEvent } from '../../engine/replay/index.js';
import type { Policy } from '../../engine/policy/model.js';
import { suiteCase, suiteHead } from '../../engine/suite/index.js';
import { compilePolicy } from '../../engine/policy/compile.js';
import type { CompiledPolicy } from '../../engine/policy/compile.js';
import { visible } from '../safe-text.js';
import type { Collector } from './run.js';

/** A suite may have 8 MiB; what does not fit is told. */
const MOST_TEXT = 7_500_000;
const LONGEST_NAME = 120;

export interface CasesRequest {
  readonly file: string;
  readonly expect: 'original' | 'replayed';
  readonly policy: Policy;
  /** As the user named it. */
  readonly policyFile: string;
  /** Traces are told apart in the names of cases. */
  readonly several: boolean;
}

/** Gathers events as a suite of cases: what happened becomes a test. */
export class CaseCollector implements Collector {
  readonly #compiled: CompiledPolicy;
  #texts: string[] = [];
  #length = 0;
  /** Events that have no decision to expect, that no suite could hold, and that did not fit. */
  readonly #left = { unknown: 0, strange: 0, full: 0 };
  #last = { trace: '', line: 0, nth: 0 };

  constructor(private readonly request: CasesRequest) {
    this.#compiled = compilePolicy(request.policy);
  }

  take(trace: string, { events }: Batch): void {
    for (const event of events) this.#take(trace, event);
  }

  /** The suite, or undefined where there is no case for it. */
  text(): string | undefined {
    const { policy, policyFile, file } = this.request;
    if (this.#texts.length === 0) return undefined;
    const description = 'Written by capfence replay, out of what was recorded.';
    const head = suiteHead(policy.name, description, policyPath(policyFile, file));
    return head + this.#texts.join('');
  }

  /** What to say of it. */
  notes(): string[] {
    const { unknown, strange, full } = this.#left;
    const name = visible(this.request.file);
    const count = this.#texts.length;
    const notes = [count === 0 ? `no case for \`${name}\`` : `wrote \`${name}\`: cases: ${count}`];
    if (unknown > 0) notes.push(`left out, for want of an original decision: ${unknown}`);
    if (strange > 0) notes.push(`left out, since no suite can hold such an event: ${strange}`);
    if (full > 0) notes.push(`left out, since a suite may have 8 MiB: ${full} (\`--only\` chooses)`);
    return notes;
  }

  #take(trace: string, event: SimulatedEvent): void {
    const name = this.#name(trace, event);
    const decision = this.request.expect === 'replayed' ? event.decision : event.recorded?.decision;
    if (decision === undefined) this.#left.unknown++;
    else if (this.#length > MOST_TEXT) this.#left.full++;
    else this.#add(event, name, decision);
  }

  /** Only an event that is decided the same after it was written down makes a test that says what happened. */
  #add(event: SimulatedEvent, name: string, decision: SimulatedEvent['decision']): void {
    const { json } = event;
    const text =
      json === undefined || !this.#same(json, event) ? undefined : suiteCase({ name, json, decision });
    if (text === undefined) {
      this.#left.strange++;
    } else if (this.#length + text.length > MOST_TEXT) {
      this.#left.full++;
    } else {
      this.#texts.push(text);
      this.#length += text.length;
    }
  }

  #same(json: string, event: SimulatedEvent): boolean {
    const { decision, reason } = decide(this.#compiled, JSON.parse(json));
    return decision === event.decision && reason === event.reason;
  }

  /** By line, since a trace may have an id twice; a line may hold several events. */
  #name(trace: string, { line, capability }: SimulatedEvent): string {
    const again = this.#last.trace === trace && this.#last.line === line;
    this.#last = { trace, line, nth: again ? this.#last.nth + 1 : 1 };
    const nth = this.#last.nth > 1 ? ` (${this.#last.nth})` : '';
    const where = this.request.several ? `${trace} line ${line}` : `line ${line}`;
    return `${where}${nth}: ${(capability ?? '(invalid)').slice(0, LONGEST_NAME)}`;
  }
}

/** As the suite names it: a pack as it is, a file from where the suite lies. */
function policyPath(policy: string, suite: string): string {
  if (policy.startsWith('pack:') || isAbsolute(policy)) return policy;
  const path = relative(dirname(resolve(suite)), resolve(policy)).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
