/** Executes until it is killed, and says each verdict that it was answered, a line each, as soon as it was. */
import { writeSync } from 'node:fs';
import { ActionRuntime } from '../../dist/index.js';

const [policy, state, name] = process.argv.slice(2);
const runtime = ActionRuntime.fromPolicy(policy, { state });
for (let n = 0; ; n++) {
  const verdict = await runtime.execute({ actor: name, capability: 'shell.exec', payload: { n } });
  if (verdict.record !== null) writeSync(1, `${verdict.record.seq} ${verdict.record.leaf} ${verdict.id}\n`);
}
