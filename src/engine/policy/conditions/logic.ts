import { z } from 'zod';
import { FALSE, TRUE } from '../../model/decision.js';
import type { Truth } from '../../model/decision.js';
import type { ConditionTrace } from '../../model/explanation.js';
import { defineOperator, flip } from './define.js';
import type { Condition, EvaluationState, Mode } from './define.js';
import { trace } from './trace.js';

export type ConditionMap = Readonly<Record<string, unknown>>;
type Conditions = readonly Condition[];

/** The conjunction of a map's conditions. */
export function allHold(conditions: Conditions, state: EvaluationState, mode: Mode): Truth {
  let truth: Truth = TRUE;
  for (const condition of conditions) {
    const next = condition.evaluate(state, mode);
    if (next < truth) truth = next;
    if (truth === FALSE) break;
  }
  return truth;
}

const DOC = { reads: 'what its conditions read', readings: 'Kleene' } as const;

export const notOperator = defineOperator<ConditionMap>({
  key: 'not',
  doc: { ...DOC, value: 'condition map', example: { environment: 'staging' } },
  schema: (conditionMap) => z.lazy(conditionMap),
  canonical: (value, map) => map(value),
  compile: (value, build) => new Not(build.conditions(value, flip(build.mode))),
  region: () => ({ kind: 'logic' }),
});

function listOperator(key: 'any_of' | 'all_of') {
  return defineOperator<readonly ConditionMap[]>({
    key,
    doc: {
      ...DOC,
      value: 'list of condition maps',
      example: [{ environment: 'staging' }, { user_role: 'dba' }],
    },
    schema: (conditionMap) =>
      z
        .array(z.lazy(conditionMap), { error: 'must be a list of condition maps' })
        .min(1, { error: 'is an empty list' }),
    canonical: (value, map) => value.map(map),
    compile: (value, build) =>
      new List(
        key,
        value.map((map) => build.conditions(map, build.mode)),
      ),
    region: () => ({ kind: 'logic' }),
  });
}

export const anyOf = listOperator('any_of');
export const allOf = listOperator('all_of');

/** What must not hold is asked the other way round: a restriction may rest on it only where every reading says so. */
class Not implements Condition {
  readonly cost = 3;

  constructor(private readonly inner: Conditions) {}

  evaluate(state: EvaluationState, mode: Mode): Truth {
    return (2 - allHold(this.inner, state, flip(mode))) as Truth;
  }

  explain(state: EvaluationState, mode: Mode): ConditionTrace {
    const children = this.inner.map((condition) => condition.explain(state, flip(mode)));
    return trace('not', null, mode, this.evaluate(state, mode), { children });
  }
}

class List implements Condition {
  readonly cost = 3;

  constructor(
    private readonly key: 'any_of' | 'all_of',
    private readonly maps: readonly Conditions[],
  ) {}

  evaluate(state: EvaluationState, mode: Mode): Truth {
    const any = this.key === 'any_of';
    let truth: Truth = any ? FALSE : TRUE;
    for (const map of this.maps) {
      const next = allHold(map, state, mode);
      if (any ? next > truth : next < truth) truth = next;
      if (truth === (any ? TRUE : FALSE)) break;
    }
    return truth;
  }

  explain(state: EvaluationState, mode: Mode): ConditionTrace {
    const children = this.maps.map((map, index) =>
      trace(`${this.key}[${index}]`, null, mode, allHold(map, state, mode), {
        children: map.map((condition) => condition.explain(state, mode)),
      }),
    );
    return trace(this.key, null, mode, this.evaluate(state, mode), { children });
  }
}
