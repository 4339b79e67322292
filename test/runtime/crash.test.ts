import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyDatabase } from '../../src/cli/audit/verify-log.js';
import { leafHash, parseRecord } from '../../src/engine/audit/index.js';
import { openLogReader } from '../../src/engine/stores/sqlite/index.js';

const WRITER = join(import.meta.dirname, 'crash-writer.mjs');
const WRITERS = 4;
/** Each kills all four writers: 200 kills in all. */
const ROUNDS = 50;

/** Kills a writer some time after its first verdict; what it was answered until then, as far as whole lines go. */
function killed(policy: string, state: string, name: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, policy, state, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs);
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', () => resolve(said.split('\n').slice(0, -1)));
  });
}

it(
  'has every verdict that was answered in the log, whenever writers are killed',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'capfence-crash-'));
    try {
      const policy = join(folder, 'policy.yaml');
      const state = join(folder, 'state');
      const file = join(state, 'capfence.db');
      writeFileSync(policy, 'allow: [shell.exec]\n');
      const answered: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const lines = await Promise.all(
          Array.from({ length: WRITERS }, (_, i) =>
            killed(policy, state, `w${i}`, Math.floor(Math.random() * 60)),
          ),
        );
        answered.push(...lines.flat());
      }
      const report = verifyDatabase({ file, keys: join(state, 'keys') });
      expect(report.faults).toEqual([]);
      expect(report.completeness.openWriters).toBe(WRITERS * ROUNDS);
      const reader = openLogReader(file);
      for (const line of answered) {
        const [seq, leaf, id] = line.split(' ') as [string, string, string];
        const body = reader.body(Number(seq)) ?? '';
        expect([seq, leafHash(body), parseRecord(body)['id']]).toEqual([seq, leaf, id]);
      }
      reader.close();
      expect(answered.length).toBeGreaterThan(WRITERS * ROUNDS);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
