import type { z } from 'zod';
import type { ActionEvent } from '../../model/event.js';
import type { Truth } from '../../model/decision.js';
import type { ConditionTrace } from '../../model/explanation.js';
import type { JsonValue } from '../../model/json.js';
import type { Pattern } from '../text/regex.js';
import type { EvaluationState } from '../index/state.js';
import type { PathKey } from '../source.js';

/** `any`: one reading is enough, as where a rule restricts. `every`: all must hold, as where it grants. */
export const ANY = 0;
export const EVERY = 1;
export type Mode = typeof ANY | typeof EVERY;
export const flip = (mode: Mode): Mode => (mode === ANY ? EVERY : ANY);

export type HostField =
  'environment' | 'actor' | 'tenant' | 'user_role' | 'session' | 'risk_level' | 'tool_name' | 'table';

/**
 * What must hold for a condition to be anything but false, in a form that many rules can be asked for at once. A
 * condition without one is asked rule by rule.
 */
export type Anchor =
  | { readonly kind: 'needle'; readonly ids: readonly number[] }
  | { readonly kind: 'host'; readonly field: HostField; readonly values: readonly string[] }
  | {
      readonly kind: 'amount';
      readonly above: boolean;
      readonly inclusive: boolean;
      readonly threshold: number;
    }
  | { readonly kind: 'pattern'; readonly ids: readonly number[] };

/** The set of values that a condition accepts, as far as it can be said in general. For lint and analysis. */
export type Region =
  | { readonly kind: 'text'; readonly how: 'contains' | 'matches'; readonly texts: readonly string[] }
  | {
      readonly kind: 'interval';
      readonly field: string;
      readonly low?: number;
      readonly high?: number;
      readonly lowInclusive?: boolean;
      readonly highInclusive?: boolean;
    }
  | { readonly kind: 'globs'; readonly field: string; readonly globs: readonly string[] }
  | {
      readonly kind: 'paths';
      readonly within: readonly string[];
      readonly outside: readonly string[];
      readonly globs: readonly string[];
    }
  | { readonly kind: 'arguments'; readonly paths: readonly string[] }
  | { readonly kind: 'commands'; readonly programs: readonly string[]; readonly only: readonly string[] }
  | { readonly kind: 'logic' };

/** A condition, compiled once and asked for every event. */
export interface Condition {
  evaluate(state: EvaluationState, mode: Mode): Truth;
  explain(state: EvaluationState, mode: Mode): ConditionTrace;
  /** Cheap ones are asked first: 0 host fields, 1 numbers, 2 texts, 3 paths and arguments, 4 patterns. */
  readonly cost: number;
  readonly anchor?: Anchor | undefined;
}

/** What compiling hands out: shared needles and patterns, and a way to compile nested conditions. */
export interface Build {
  /** The mode that the condition will be asked in, always the same one. */
  readonly mode: Mode;
  needle(text: string): number;
  /** A pattern for all texts of the payload, in this mode; its number in the set of those without a fixed text. */
  pattern(source: string): { readonly pattern: Pattern; readonly setId: number | undefined };
  /** A pattern for one value. */
  matcher(source: string): Pattern;
  conditions(map: Readonly<Record<string, unknown>>, mode: Mode): readonly Condition[];
}

/** How an operator reports what its schema cannot see, as a pattern that does not parse. */
export interface Reporter {
  report(
    code: 'bad_regex' | 'bad_value' | 'empty',
    path: readonly PathKey[],
    message: string,
    help?: string,
    shift?: number,
  ): void;
}

export interface OperatorDoc {
  /** What the condition asks, for the table in the docs. */
  readonly value: string;
  readonly reads: string;
  readonly readings: string;
  /** A value as it may stand in a policy. */
  readonly example: JsonValue;
}

/** One condition operator: all there is to know about it, in one object of one file. */
export interface Operator<V = never> {
  readonly key: string;
  readonly doc: OperatorDoc;
  /** Made when first asked for, since conditions nest. */
  readonly schema: (conditionMap: () => z.ZodType) => z.ZodType;
  check?(value: V, report: Reporter): void;
  /** The one spelling of a value: what the digest and the printed policy hold. `map` does it for a nested map. */
  canonical(value: V, map: (conditions: Readonly<Record<string, unknown>>) => JsonValue): JsonValue;
  compile(value: V, build: Build): Condition;
  region(value: V): Region;
}

export function defineOperator<V>(operator: Operator<V>): Operator<V> {
  return operator;
}

export type { ActionEvent, EvaluationState, Truth };
