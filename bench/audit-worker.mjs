/** One process of the audit benchmark, on the built engine. Says `ready`, then a line of JSON. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

const [way, ...args] = process.argv.slice(2);
const ways = { write, read, verify };
console.log(JSON.stringify(await ways[way](...args)));

/** Executes so many events one after the other. Times are of the wall: processes are compared by it. */
async function write(policy, state, records, startFile) {
  const { ActionRuntime } = await import('../dist/index.js');
  const runtime = ActionRuntime.fromPolicy(policy, { state });
  const event = (n) => ({
    actor: `agent-${process.pid}`,
    capability: 'shell.exec',
    payload: { command: `git status --short ${n}`, cwd: '/work/app', note: 'routine check' },
  });
  await runtime.execute(event(-1));
  console.log('ready');
  while (!existsSync(startFile)) await new Promise((resolve) => setTimeout(resolve, 1));
  const start = Date.now();
  let slowest = 0;
  for (let n = 0; n < Number(records); n++) {
    const before = performance.now();
    const verdict = await runtime.execute(event(n));
    slowest = Math.max(slowest, performance.now() - before);
    if (!verdict.authorized) throw new Error(`not authorized: ${verdict.reason} ${verdict.detail ?? ''}`);
  }
  const end = Date.now();
  await runtime.close();
  return { start, end, slowest };
}

/** The floor: every body read and hashed as a leaf. */
async function read(file) {
  const { leafHash } = await import('../dist/engine/audit/index.js');
  const db = new Database(file, { readonly: true });
  console.log('ready');
  const start = performance.now();
  let records = 0;
  let last = '';
  for (const [, body] of db.prepare('SELECT seq, body FROM entries ORDER BY seq').raw().iterate()) {
    last = leafHash(body);
    records++;
  }
  if (last.length !== 64) throw new Error('nothing was hashed');
  return { records, ms: performance.now() - start, peakMb: process.resourceUsage().maxRSS / 1024 };
}

async function verify(file) {
  const { verifyDatabase } = await import('../dist/cli/audit/verify-log.js');
  console.log('ready');
  const start = performance.now();
  const report = verifyDatabase({ file });
  if (!report.ok) throw new Error(JSON.stringify(report.faults.slice(0, 3)));
  const ms = performance.now() - start;
  return { records: report.entries, ms, peakMb: process.resourceUsage().maxRSS / 1024 };
}
