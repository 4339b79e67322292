import type ts from 'typescript';
import type { Step } from '../model/tool-finding.js';
import type { Detector, Sink } from './detector.js';

/**
 * Where a tool is while it is followed: `node` holds it, at the end of `labels` (`['tools', '*']`: in some element of
 * property `tools`; `()` is what a call of it returns). `stack` holds the calls that were gone into.
 */
export interface State {
  readonly node: ts.Node;
  readonly labels: readonly string[];
  readonly stack: readonly ts.CallExpression[];
}

/** A place that gives a tool to an agent, or runs it. */
export interface SinkHit {
  readonly call: ts.Node;
  readonly sink?: Sink;
  readonly detector?: Detector;
  readonly step: Step;
  /** The property it was handed over under. */
  readonly key?: string | undefined;
}

/** Where a tool goes. */
export interface Flow {
  readonly sinks: SinkHit[];
  readonly gates: Step[];
  /** Handed to code that we cannot follow. */
  readonly escapes: Step[];
  /** The variables that held it on the way, and the keys it was put under: first ones first. */
  readonly names: string[];
  readonly keys: string[];
  /** Names under which others may take it, that nobody in the tree is seen to take. */
  readonly exports: ts.Symbol[];
  /** A whole file is exported as one value that nobody takes. */
  exported: boolean;
  cut: boolean;
}

export const newFlow = (): Flow => ({
  sinks: [],
  gates: [],
  escapes: [],
  names: [],
  keys: [],
  exports: [],
  exported: false,
  cut: false,
});

/** Any element: the index or key is not known. */
export const ANY = '*';

/** What remains of the labels after property `name` is taken, or undefined where it is another one. */
export function taken(labels: readonly string[], name: string): readonly string[] | undefined {
  const [first, ...rest] = labels;
  if (first === undefined) return undefined;
  return first === name || first === ANY || name === ANY
    ? first === '()' && name !== '()'
      ? undefined
      : rest
    : undefined;
}
