import { Command } from '@oclif/core/command';
import type { ExitCode } from './exit.js';
import { failureJson, failureOf, failureText } from './failure.js';
import type { ErrorJson, Failure } from './failure.js';
import { textOptions } from './paint.js';
import { visibleJson } from './safe-text.js';

/**
 * What every command shares: `--json`, one form for errors, and exit codes that do not depend on the form.
 * A command ends by `return this.finish(code, object)`, never by `this.exit`, which prints an error under `--json`.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  /** Sets the exit code and hands the result on: printed as JSON under `--json`, and nothing otherwise. */
  protected finish<T extends object>(code: ExitCode, result: T): T {
    process.exitCode = code;
    return result;
  }

  /** Writes a report to standard output; under `--json` it is not even made, since the result is printed instead. */
  protected async print(report: () => string | Promise<string>): Promise<void> {
    if (this.jsonEnabled()) return;
    const text = await report();
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  protected override async catch(error: Error): Promise<void> {
    if ('code' in error && error.code === 'EEXIT') throw error;
    const failure = failureOf(error, `see \`${this.commandLine()} --help\``);
    // A usage error is thrown by the parser itself; without this oclif would add a warning of its own.
    this.parsed = true;
    process.exitCode = failure.exitCode;
    if (this.jsonEnabled()) this.logJson(failureJson(failure));
    else await this.printFailure(failure);
  }

  protected override toErrorJson(error: unknown): ErrorJson {
    return failureJson(failureOf(error, `see \`${this.commandLine()} --help\``));
  }

  protected override logJson(json: unknown): void {
    process.stdout.write(`${visibleJson(JSON.stringify(json, null, 2))}\n`);
  }

  private async printFailure(failure: Failure): Promise<void> {
    const debug = process.env['CAPFENCE_DEBUG'] !== undefined && process.env['CAPFENCE_DEBUG'] !== '';
    process.stderr.write(await failureText(failure, await textOptions('stderr'), debug));
  }

  /** `capfence policy test`, as it is typed. */
  private commandLine(): string {
    return `${this.config.bin} ${(this.id ?? '').replaceAll(':', ' ')}`;
  }
}
