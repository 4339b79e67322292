import type ts from 'typescript';
import type { ToolVerdict } from '../model/tool-finding.js';
import type { Detector } from './detector.js';
import type { Env, Value } from './value.js';

/** Whether a person is asked: for every call, for some, or never. */
export type Human = 'always' | 'some' | undefined;

/** A tool definition that was found, before anything is said of it. */
export interface Candidate {
  readonly detector: Detector;
  readonly construct: string;
  /** Where the report points: the definition, the entry of a table, the call of a wrapper. */
  readonly node: ts.Node;
  /** Where the tool comes into being, and the calls that lead there. */
  readonly start: ts.Node;
  readonly stack: readonly ts.CallExpression[];
  readonly name: string | undefined;
  readonly executors: readonly Value[];
  /** Code of a loop that runs for this tool, where no function of its own does. */
  readonly inline?: readonly ts.Node[];
  /** The definition says what it runs, even if we could not follow it. */
  readonly hasExecutor: boolean;
  /** Given to its server or agent by the very call that makes it. */
  readonly registeredOn?: { readonly receiver: ts.Expression | undefined; readonly call: ts.Node };
  /** An object handed to an agent where it stands. */
  readonly inSink?: boolean;
  /** It has its name from what somebody handed over: that may be a definition itself. */
  readonly handedOn?: boolean;
  /** It only declares what another construct makes run. */
  readonly declares?: boolean;
  readonly human: Human;
  readonly bodiless?: ToolVerdict | undefined;
  readonly env: Env | undefined;
}
