/** Executes what each line of its input names, `GROUP KEY`, and says what came of it, a line each. */
import { createInterface } from 'node:readline';
import { ActionRuntime } from '../../dist/index.js';

const [policy, state] = process.argv.slice(2);
const runtime = ActionRuntime.fromPolicy(policy, { state, reload: false });
await runtime.execute({ actor: 'racer', capability: 'shell.exec' });
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const verdict = await runtime.execute({ actor: 'bot', capability: 'payments.refund', payload: { line } });
  process.stdout.write(`${verdict.authorized ? 'through' : 'blocked'} ${verdict.reason}\n`);
}
await runtime.close().catch(() => undefined);
