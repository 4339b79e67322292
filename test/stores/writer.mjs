/** Appends so many records to a log, and closes it. */
import { openAuditLog } from '../../dist/engine/stores/sqlite/index.js';
import { systemEnv } from '../../dist/platform/env.js';

const [file, keys, records] = process.argv.slice(2);
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
    id: `${process.pid}-${n}`,
    actor: 'a',
    capability: 'x.y',
    decision: 'deny',
    reason: 'r',
  });
}
await log.close();
