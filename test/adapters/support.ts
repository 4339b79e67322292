import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ActionRuntime, parseEvent } from '../../src/index.js';
import type { ActionEvent, EventInput, GateOptions, GateRuntime } from '../../src/index.js';

const POLICY = `version: 1
name: adapters
deny:
  - id: no-secrets
    capability: files.*
    contains: secret
    reason: Secrets are not for agents
require_approval:
  - files.write
allow:
  - files.read
`;

/** A real runtime, and what it was asked. */
export function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'capfence-gate-'));
  const file = join(folder, 'policy.yaml');
  const state = join(folder, 'state');
  writeFileSync(file, POLICY);
  const runtime = ActionRuntime.fromPolicy(file, { state });
  onTestFinished(async () => {
    await runtime.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  const asked: EventInput[] = [];
  const watched: GateRuntime = {
    guard: ((event, action, how) => {
      asked.push(event as EventInput);
      return runtime.guard(event, action, how);
    }) as ActionRuntime['guard'],
  };
  const options: GateOptions = { runtime: watched, actor: 'agent', capability: 'files.read' };
  return {
    runtime,
    asked,
    options,
    host: { runtime: watched, actor: 'agent' },
    log: join(state, 'capfence.db'),
  };
}

/** Lets all run that parses, as a runtime would, but without a log: for properties. */
export function lenient(): { runtime: GateRuntime; payloads: unknown[] } {
  const payloads: unknown[] = [];
  const guard = async (input: unknown, action: (event: ActionEvent) => unknown): Promise<unknown> => {
    const event = parseEvent(input);
    payloads.push(event.payload);
    return action(event);
  };
  return { runtime: { guard } as unknown as GateRuntime, payloads };
}
