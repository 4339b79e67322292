import { writeSync } from 'node:fs';
import { InputError, systemReason } from './errors.js';
import { failureJson, failureOf, failureText } from './failure.js';
import { textOptions } from './paint.js';
import { visibleJson } from './safe-text.js';

/**
 * Ends the process for an error that reached no command: an unknown command, a module that does not load, a
 * callback that threw. `EEXIT` is how oclif says that it is done (after `--help`).
 */
export async function endWith(error: unknown): Promise<void> {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIT') {
    process.exitCode = Number((error as { oclif?: { exit?: number } }).oclif?.exit ?? 0);
    return;
  }
  const failure = failureOf(outputError(error) ?? error, 'see `capfence --help`');
  process.exitCode = failure.exitCode;
  if (process.argv.includes('--json')) {
    write(1, `${visibleJson(JSON.stringify(failureJson(failure), null, 2))}\n`);
  } else {
    const debug = (process.env['CAPFENCE_DEBUG'] ?? '') !== '';
    write(2, await failureText(failure, await textOptions('stderr'), debug));
  }
  // After an exception in a callback the rest of the work is in no known state.
  process.exit(failure.exitCode);
}

/** A full disk behind standard output is no bug of ours. */
function outputError(error: unknown): InputError | undefined {
  const reason = systemReason(error);
  if (reason === undefined || (error as NodeJS.ErrnoException).syscall !== 'write') return undefined;
  return new InputError('unwritable', `cannot write the output: ${reason}`, { cause: error });
}

/** Synchronous, since the process ends right after it. A closed pipe is no reason to fail again. */
function write(stream: 1 | 2, text: string): void {
  try {
    writeSync(stream, text);
  } catch {
    process.exitCode ??= 70;
  }
}
