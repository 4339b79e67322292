import type { Severity } from '../../engine/model/tool-finding.js';
import type { ToolFormat } from '../formats.js';

/** What the command line asks of a check. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly failOnUngated: boolean;
  readonly strict: boolean;
  readonly minSeverity?: Severity | undefined;
  /** The commit to compare with; all is reported where it is absent. */
  readonly changed?: string | undefined;
  readonly format: ToolFormat;
  readonly output?: string | undefined;
  readonly verbose: boolean;
  readonly baseline?: string | undefined;
  readonly writeBaseline?: string | undefined;
  readonly fix: boolean;
  readonly write: boolean;
  readonly emitPolicy?: string | undefined;
  readonly emitMap?: string | undefined;
  readonly tsconfig?: string | undefined;
  readonly config?: string | undefined;
  readonly progress: boolean;
  /** Whether what was found before may be said again. */
  readonly cache: boolean;
  readonly cacheDir?: string | undefined;
  /** The version of this program, for reports that name it. */
  readonly version: string;
}

/** The flags as the parser hands them over. */
interface CheckFlags {
  readonly 'fail-on-ungated': boolean;
  readonly strict: boolean;
  readonly 'min-severity'?: Severity | undefined;
  readonly changed?: string | undefined;
  readonly format?: ToolFormat | undefined;
  readonly output?: string | undefined;
  readonly verbose: boolean;
  readonly baseline?: string | undefined;
  readonly 'write-baseline'?: string | undefined;
  readonly fix: boolean;
  readonly write: boolean;
  readonly 'emit-policy'?: string | undefined;
  readonly 'emit-map'?: string | undefined;
  readonly tsconfig?: string | undefined;
  readonly config?: string | undefined;
  readonly progress: boolean;
  readonly cache: boolean;
  readonly 'cache-dir'?: string | undefined;
}

export function requestOf(
  flags: CheckFlags,
  paths: readonly string[],
  version: string,
  json: boolean,
): CheckRequest {
  return {
    ...flags,
    paths,
    version,
    failOnUngated: flags['fail-on-ungated'],
    minSeverity: flags['min-severity'],
    writeBaseline: flags['write-baseline'],
    emitPolicy: flags['emit-policy'],
    emitMap: flags['emit-map'],
    cacheDir: flags['cache-dir'],
    format: json ? 'json' : (flags.format ?? 'text'),
  };
}
