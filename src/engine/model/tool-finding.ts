/** Whether a tool's executor can be reached without the gate. */
export type ToolVerdict = 'gated' | 'ungated' | 'human-only' | 'unreachable' | 'hosted' | 'unknown';

/** What a tool can do to the world. */
export type EffectKind =
  | 'exec'
  | 'eval'
  | 'fs.read'
  | 'fs.write'
  | 'fs.delete'
  | 'network'
  | 'database'
  | 'payment'
  | 'mail'
  | 'cloud'
  | 'process'
  | 'env'
  | 'browser';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none';

/** A place in the scanned tree: relative to its root, `/` separators, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One step of a path: `tool arg command`, `run()`, `child_process.exec`. */
export interface Step extends Place {
  readonly text: string;
}

/** An effect that an executor reaches, and how. */
export interface Effect {
  readonly kind: EffectKind;
  readonly severity: Severity;
  /** An argument of the model reaches the effect unchecked. */
  readonly tainted: boolean;
  /** The search stopped at its depth: there may be more behind this step. */
  readonly cut: boolean;
  readonly path: readonly Step[];
}

/** One tool definition: where it is, whether it is gated, what it can do. */
export interface ToolFinding {
  /** Stable while the code moves: made of framework, construct, file and name. */
  readonly fingerprint: string;
  readonly tool: string | undefined;
  readonly framework: string;
  readonly construct: string;
  readonly place: Place;
  readonly endLine: number;
  readonly verdict: ToolVerdict;
  readonly why: string;
  readonly evidence: readonly Step[];
  readonly effects: readonly Effect[];
  readonly severity: Severity;
  /** The capability to write into a policy for it: `resource.action.scope`. */
  readonly capability: string;
  readonly ignored?: { readonly reason: string; readonly place: Place };
}

/** A file that could not be looked at as it should be, or a setting that goes around the gate. */
export interface FileProblem {
  readonly place: Place;
  readonly code:
    | 'unreadable'
    | 'syntax'
    | 'tsconfig'
    | 'too-large'
    | 'ignored-without-reason'
    | 'mcp-config'
    | 'agent-settings';
  readonly message: string;
  readonly severity: Severity;
}

/** What a scan of a tree found. */
export interface ScanReport {
  readonly root: string;
  readonly files: number;
  readonly tools: readonly ToolFinding[];
  readonly problems: readonly FileProblem[];
  readonly frameworks: readonly string[];
}
