import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('../fixtures/cli/', import.meta.url));

/** What programs remember of this user goes into a folder of its own, never into a home. */
const STATE = join(tmpdir(), `capfence-test-state-${userInfo().uid}`);

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The program to start, in place of `bin/run.js`. */
  readonly bin?: string;
}

/** Runs the built command line as users do, in the folder of the fixtures unless told otherwise. */
export function capfence(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd = FIXTURES, input = '', env = {}, bin = RUN } = options;
  const { FORCE_COLOR: _, COLUMNS: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...inherited, XDG_STATE_HOME: STATE, ...env },
  });
  return ended(child, input);
}

/** Runs a line of shell in which `capfence` is the command line under test. */
export function shell(line: string, cwd: string): Promise<Ended> {
  const define = `capfence() { "${process.execPath}" "${RUN}" "$@"; }\n`;
  return ended(spawn('sh', ['-c', define + line], { cwd }), '');
}

function ended(child: ReturnType<typeof spawn>, input: string | Uint8Array): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A child that ends without reading its input closes the pipe; that is its right.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** `--json` output as a value. */
export function json({ stdout }: Ended): unknown {
  return JSON.parse(stdout) as unknown;
}

/** The file that pins an output. */
export function golden(name: string): string {
  return join(FIXTURES, 'golden', `${name}.txt`);
}

/** Output without what differs from one version or machine to the next. */
export function steady(text: string): string {
  return text
    .replace(/sha256 [0-9a-f]{16}/g, 'sha256 …')
    .replace(/capfence\/\S+ \S+ node-\S+/g, 'capfence/…');
}
