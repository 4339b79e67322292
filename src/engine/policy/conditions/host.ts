import { FALSE, TRUE, UNKNOWN } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import { readFields } from '../readings/fields.js';
import type { Found } from '../readings/fields.js';
import { hasGlob, matchGlob } from '../text/glob.js';
import { normalise } from '../text/normalise.js';
import { ANY, defineOperator } from './define.js';
import type { Condition, EvaluationState, HostField, Mode, Operator } from './define.js';
import { reading, trace } from './trace.js';
import { listOf, texts } from './values.js';
import type { Texts } from './values.js';

/** The value of a host field, from the event and never from the payload; undefined where there is none. */
export function hostValue(state: EvaluationState, field: HostField): string | undefined {
  const { event } = state;
  if (field === 'environment') return event.environment;
  if (field === 'actor') return event.actor;
  if (field === 'risk_level') return state.risk;
  return event.context[field];
}

function hostOperator(field: HostField, reads: string, readings: string, example: string): Operator<Texts> {
  return defineOperator<Texts>({
    key: field,
    doc: { value: 'glob or list', reads, readings, example },
    schema: () => texts,
    canonical: (value) => [...listOf(value)],
    compile: (value) => new Host(field, listOf(value)),
    region: (value) => ({ kind: 'globs', field, globs: listOf(value) }),
  });
}

const HOST = 'host fields';
export const hostOperators = [
  hostOperator('environment', HOST, 'one', 'production'),
  hostOperator('actor', HOST, 'one', 'ops-*'),
  hostOperator('tenant', HOST, 'one', 'acme-*'),
  hostOperator('user_role', HOST, 'one', 'dba'),
  hostOperator('session', HOST, 'one', 'ci-*'),
  hostOperator('risk_level', HOST, 'one; a number that the policy does not explain is unknown', 'high'),
  hostOperator(
    'tool_name',
    'context',
    'the host’s; where restricting, also `tool_name` in the payload',
    'admin_*',
  ),
  hostOperator(
    'table',
    'context',
    'the host’s; where restricting, also `table` in the payload',
    'audit_logs',
  ),
];

class Host implements Condition {
  readonly cost = 0;
  readonly anchor;
  readonly #globs: readonly string[];
  readonly #folded: readonly string[];

  constructor(
    private readonly field: HostField,
    globs: readonly string[],
  ) {
    this.#globs = globs;
    this.#folded = globs.map((glob) => glob.toLowerCase());
    const literal =
      !globs.some(hasGlob) && field !== 'tool_name' && field !== 'table' && field !== 'risk_level';
    this.anchor = literal ? ({ kind: 'host', field, values: this.#folded } as const) : undefined;
  }

  evaluate(state: EvaluationState, mode: Mode): Truth {
    if (this.field === 'risk_level' && state.risk === undefined) return UNKNOWN;
    const value = hostValue(state, this.field);
    const own = value !== undefined && this.#matches(value, mode) ? TRUE : FALSE;
    if (own === TRUE || mode !== ANY) return own;
    const { toolNames, tables } = this.#payload() ? state.readings.fields : NOTHING;
    return this.#inPayload(this.field === 'table' ? tables : toolNames);
  }

  #payload(): boolean {
    return this.field === 'tool_name' || this.field === 'table';
  }

  /** The agent's own word may tighten, never loosen. */
  #inPayload(found: readonly Found<string>[]): Truth {
    let result: Truth = FALSE;
    for (const { value } of found) {
      if (value === undefined) result = UNKNOWN;
      else if (this.#matches(value, ANY) || this.#matches(normalise(value), ANY)) return TRUE;
    }
    return result;
  }

  #matches(value: string, mode: Mode): boolean {
    if (this.#globs.some((glob) => matchGlob(glob, value))) return true;
    if (mode !== ANY) return false;
    const folded = value.toLowerCase();
    return this.#folded.some((glob) => matchGlob(glob, folded));
  }

  explain(state: EvaluationState, mode: Mode) {
    const truth = this.evaluate(state, mode);
    const value = hostValue(state, this.field);
    const place =
      this.field === 'environment' || this.field === 'actor' ? this.field : `context.${this.field}`;
    let shown =
      value === undefined ? undefined : reading(this.field === 'risk_level' ? 'risk' : place, value, 'host');
    if (mode === ANY && this.#payload() && !(value !== undefined && this.#matches(value, mode))) {
      const fields = readFields(state.event.payload, true);
      const found = this.field === 'table' ? fields.tables : fields.toolNames;
      const best = found.find((item) => this.#inPayload([item]) === truth);
      if (best && truth !== FALSE) shown = reading(best.at, best.raw, 'raw');
    }
    const unexplained = truth === UNKNOWN && this.field === 'risk_level';
    const note = unexplained
      ? 'a numeric risk that the policy gives no levels for'
      : shown
        ? undefined
        : 'not set';
    return trace(this.field, [...this.#globs], mode, truth, { reading: shown, note });
  }
}

const NOTHING = { toolNames: [], tables: [] } as const;
