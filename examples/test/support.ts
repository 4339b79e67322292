import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ActionBlocked, ActionRuntime } from 'capfence';
import type { GateOptions, GateRuntime, JsonObject, Verdict } from 'capfence';

/** Reading is allowed but for secrets, writing needs a person, and all else is denied. */
const POLICY = `version: 1
name: adapters
deny:
  - id: no-secrets
    capability: files.*
    contains: secret
    reason: Secrets are not for agents
require_approval:
  - id: writes
    capability: files.write
allow:
  - files.read
`;

export interface Asked {
  readonly capability: string;
  readonly payload: JsonObject;
  readonly tool?: string;
}

/** A real runtime that tells what it was asked. */
export function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-adapters-'));
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, POLICY);
  const runtime = ActionRuntime.fromPolicy(file, { state: join(folder, 'state') });
  onTestFinished(async () => {
    await runtime.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  const asked: Asked[] = [];
  const told = (event: unknown): void => {
    const { capability, payload, context } = readable(event);
    asked.push({ capability, payload, ...(context?.tool_name && { tool: context.tool_name }) });
  };
  const watched = {
    guard: ((event, action) => (told(event), runtime.guard(event, action))) as ActionRuntime['guard'],
    execute: ((event) => (told(event), runtime.execute(event))) as ActionRuntime['execute'],
  };
  const options = (capability = 'files.read'): GateOptions => ({
    runtime: watched,
    actor: 'test-agent',
    capability,
  });
  return { runtime, watched, asked, options, host: { runtime: watched, actor: 'test-agent' } };
}

interface Readable {
  capability: string;
  payload: JsonObject;
  context?: { tool_name?: string };
}

function readable(event: unknown): Readable {
  try {
    return { ...(event as Readable) };
  } catch {
    return { capability: 'unreadable', payload: {} };
  }
}

/** A runtime whose answer is an open request. */
export const HELD: GateRuntime = {
  guard: () => {
    const verdict = {
      ...{ authorized: false, decision: 'require_approval', reason: 'approval_required:apr_123' },
      ...{ rule: null, policy: { name: 'p', digest: '' }, mode: 'enforce', id: null, record: null },
    } as unknown as Verdict;
    return Promise.reject(new ActionBlocked(verdict));
  },
};

/** A runtime that is broken. */
export const BROKEN: GateRuntime = { guard: () => Promise.reject(new TypeError('boom')) };
/** One that answers without having run anything. */
export const EMPTY: GateRuntime = { guard: () => Promise.resolve(undefined as never) };

/** An executor that keeps what it was called with. */
export function recorder<T>(answer: T) {
  const calls: unknown[] = [];
  return { calls, run: (args: unknown): T => (calls.push(args), answer) };
}

export async function drain<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
}
