import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { systemEnv } from '../../src/platform/env.js';
import { ALICE, recordsOf, setUp } from '../support/approvals.js';

const RACER = join(import.meta.dirname, 'racer.mjs');
const RACERS = 50;
const ROUNDS = Number(process.env['CAPFENCE_RACE_ROUNDS'] ?? 5);

interface Racer {
  say(line: string): void;
  heard(): Promise<string>;
  kill(): Promise<void>;
}

async function racer(policy: string, state: string): Promise<Racer> {
  const child = spawn(process.execPath, [RACER, policy, state], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async (): Promise<string> => String((await lines.next()).value);
  child.stdin.on('error', () => undefined);
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await heard()).toBe('ready');
  return {
    say: (line) => void child.stdin.write(`${line}\n`),
    heard,
    kill: () => (child.kill('SIGKILL'), gone),
  };
}

const real = { env: systemEnv };

describe('a single-use approval', () => {
  it(`lets one of ${RACERS} processes through, whoever is quickest`, { timeout: 900_000 }, async () => {
    const { runtime, office, file, state, db, clock } = await setUp(undefined, real);
    clock.ms = Date.now();
    const asked = (line: string) =>
      runtime.execute({ actor: 'bot', capability: 'payments.refund', payload: { line } });
    const racers: Racer[] = [];
    while (racers.length < RACERS)
      racers.push(...(await Promise.all(Array.from({ length: 10 }, () => racer(file, state)))));
    for (let round = 0; round < ROUNDS; round++) {
      const { request } = await asked(`round ${round}`);
      clock.ms = Date.now();
      await office.approve(request!, ALICE, {});
      for (const one of racers) one.say(`round ${round}`);
      const said = await Promise.all(racers.map((one) => one.heard()));
      const through = said.filter((line) => line.startsWith('through'));
      expect({ round, through }).toEqual({ round, through: [`through approved:${request}`] });
      // The others all ask one and the same thing anew. It is taken back: rejections would make the actor wait.
      const others = new Set(said.filter((line) => line.includes('approval_required')));
      expect(others.size).toBe(1);
      const next = [...others][0]!.split(':')[1]!;
      clock.ms = Date.now();
      await office.cancel(next, 'alice', '');
    }
    const uses = recordsOf(db).filter(({ type }) => type === 'approval.consumed');
    expect(uses).toHaveLength(ROUNDS);
    expect(verifyDatabase({ file: db })).toMatchObject({ ok: true });
  });

  it('is neither lost nor doubled when whoever would use it is killed', { timeout: 300_000 }, async () => {
    const { runtime, office, file, state, db, clock } = await setUp(undefined, real);
    for (let round = 0; round < 8; round++) {
      const line = `kill ${round}`;
      const asked = () => runtime.execute({ actor: 'bot', capability: 'payments.refund', payload: { line } });
      const { request } = await asked();
      clock.ms = Date.now();
      await office.approve(request!, ALICE, {});
      const victim = await racer(file, state);
      victim.say(line);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
      await victim.kill();
      const after = await asked();
      const uses = recordsOf(db).filter(
        (one) => one.type === 'approval.consumed' && one['request'] === request,
      );
      expect(uses).toHaveLength(1);
      const own = after.reason === `approved:${request}`;
      expect(uses[0]!['of'] === after.record!.seq).toBe(own);
    }
    expect(verifyDatabase({ file: db }).faults).toEqual([]);
  });
});
