/** Appends so many records to a log, and closes it. */
import { threadId, workerData } from 'node:worker_threads';
import { openAuditLog } from '../../dist/engine/stores/sqlite/index.js';
import { systemEnv } from '../../dist/platform/env.js';

// In a process of its own, or in a thread.
const [file, keys, records] = workerData ?? process.argv.slice(2);
const log = await openAuditLog({
  file,
  keys,
  env: systemEnv,
  engine: 'test',
  pid: process.pid,
  heartbeatSeconds: 0,
  deadlineMs: 20_000,
});
for (let n = 0; n < Number(records); n++) {
  await log.append({
    type: 'decision',
    id: `${process.pid}-${threadId}-${n}`,
    actor: 'a',
    capability: 'x.y',
    decision: 'deny',
    reason: 'r',
  });
}
await log.close();
