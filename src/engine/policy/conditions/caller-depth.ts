import { FALSE, TRUE } from '../../model/decision.js';
import { defineOperator } from './define.js';
import type { Condition, EvaluationState, Mode, Operator, Truth } from './define.js';
import { reading, trace } from './trace.js';
import { wholeNumber } from './values.js';

function depthOperator(
  key: string,
  accepts: (depth: number, value: number) => boolean,
  above: boolean,
): Operator<number> {
  return defineOperator<number>({
    key,
    doc: { value: 'integer', reads: '`context.caller_depth`', readings: 'one', example: 3 },
    schema: () => wholeNumber,
    canonical: (value) => value,
    compile: (value) => new CallerDepth(key, value, accepts),
    region: (value) => {
      const inclusive = key.endsWith('e');
      return above
        ? { kind: 'interval', field: 'caller_depth', low: value, lowInclusive: inclusive }
        : { kind: 'interval', field: 'caller_depth', high: value, highInclusive: inclusive };
    },
  });
}

export const callerDepthOperators = [
  depthOperator('caller_depth_gt', (depth, value) => depth > value, true),
  depthOperator('caller_depth_gte', (depth, value) => depth >= value, true),
  depthOperator('caller_depth_lt', (depth, value) => depth < value, false),
  depthOperator('caller_depth_lte', (depth, value) => depth <= value, false),
];

class CallerDepth implements Condition {
  readonly cost = 0;

  constructor(
    private readonly key: string,
    private readonly value: number,
    private readonly accepts: (depth: number, value: number) => boolean,
  ) {}

  evaluate(state: EvaluationState): Truth {
    const depth = state.event.context.caller_depth;
    return depth !== undefined && this.accepts(depth, this.value) ? TRUE : FALSE;
  }

  explain(state: EvaluationState, mode: Mode) {
    const depth = state.event.context.caller_depth;
    return trace(this.key, this.value, mode, this.evaluate(state), {
      reading: depth === undefined ? undefined : reading('context.caller_depth', depth, 'host'),
      note: depth === undefined ? 'not set' : undefined,
    });
  }
}
