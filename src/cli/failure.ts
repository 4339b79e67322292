import { stat, readFile } from 'node:fs/promises';
import { AuditError, CapfenceError, PolicyError } from '../engine/model/errors.js';
import type { Problem } from '../engine/model/errors.js';
import type { Finding } from '../engine/model/finding.js';
import { findingsText } from '../engine/reports/findings-text.js';
import type { TextOptions } from '../engine/reports/paint.js';
import { ExitCode } from './exit.js';
import { visibleLines } from './safe-text.js';
import { isUsage, usageMessage } from './usage.js';

/** An error as the command line shows it. The text form and the JSON form carry the same facts. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  readonly problems?: readonly Problem[];
  /** Only for bugs of ours, and only shown when asked for. */
  readonly stack?: string;
}

export interface ErrorJson {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly help?: string;
    readonly problems?: readonly Problem[];
  };
}

/** Sorts an error: ours, a usage error of the parser, or a bug. `usageHelp` says where usage is explained. */
export function failureOf(error: unknown, usageHelp: string): Failure {
  if (error instanceof CapfenceError) return ownFailure(error);
  if (isUsage(error))
    return { exitCode: ExitCode.badInput, code: 'usage', ...usageMessage(error, usageHelp) };
  const shown = error instanceof Error ? error.message : String(error);
  return {
    exitCode: ExitCode.bug,
    code: 'internal',
    message: `this is a bug of capfence: ${shown}`,
    help: 'please report it with the command and its input; CAPFENCE_DEBUG=1 shows where it happened',
    ...(error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {}),
  };
}

function ownFailure(error: CapfenceError): Failure {
  return {
    exitCode: isIntegrity(error) ? ExitCode.integrity : ExitCode.badInput,
    code: error.code,
    message: error.message,
    ...(error.help === undefined ? {} : { help: error.help }),
    ...(error instanceof PolicyError ? { problems: error.problems } : {}),
  };
}

/** A log that is damaged or was rolled back: found before it could even be read. */
function isIntegrity(error: CapfenceError): boolean {
  return error instanceof AuditError && ['corrupt', 'rolled_back', 'replaced'].includes(error.code);
}

export function failureJson(failure: Failure): ErrorJson {
  const { code, message, help, problems } = failure;
  return { error: { code, message, ...(help && { help }), ...(problems && { problems }) } };
}

/** `error: …` then `help: …`; each problem of a policy with its own line, caret and help. */
export async function failureText(
  failure: Failure,
  options: Required<TextOptions>,
  debug: boolean,
): Promise<string> {
  const { paint } = options;
  if (failure.problems !== undefined) return problemsText(failure.problems, options);
  const out = [`${paint.error('error:')} ${visibleLines(failure.message)}`];
  if (failure.help !== undefined) out.push(`${paint.note('help:')} ${visibleLines(failure.help)}`);
  if (debug && failure.stack !== undefined) out.push(visibleLines(failure.stack));
  return `${out.join('\n')}\n`;
}

async function problemsText(problems: readonly Problem[], options: Required<TextOptions>): Promise<string> {
  const findings = await findingsOf(problems);
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  return `${findingsText(findings, options)}\n${options.paint.error(count)}\n`;
}

/** Problems with the lines they stand on, read again from their files. */
async function findingsOf(problems: readonly Problem[]): Promise<Finding[]> {
  const texts = new Map<string, string | undefined>();
  for (const { position } of problems) {
    if (!texts.has(position.file)) texts.set(position.file, await textOf(position.file));
  }
  return problems.map((problem) => {
    const excerpt = texts.get(problem.position.file)?.split(/\r?\n/)[problem.position.line - 1];
    return { severity: 'error', ...problem, ...(excerpt === undefined ? {} : { excerpt }) };
  });
}

/** An excerpt is a courtesy: a file that is gone, huge or no file is shown without one. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    const facts = await stat(file);
    return facts.isFile() && facts.size <= 4 * 1024 * 1024 ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
