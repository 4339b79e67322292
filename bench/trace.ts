import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const acts = (resource: string, action: string, scope: string, payload: object) => ({
  resource,
  action,
  scope,
  payload,
});

/** What agents do under `policies/quickstart.yaml`: some of it is allowed, some denied, some needs approval. */
const ACTIONS = [
  acts('filesystem', 'read', 'workspace', { path: './workspace/src/routes.ts', encoding: 'utf8' }),
  acts('filesystem', 'write', 'workspace', { path: 'workspace/docs/notes.md', text: 'a few words' }),
  acts('shell', 'exec', 'workspace', { command: 'git status --short', cwd: './workspace' }),
  acts('shell', 'exec', 'workspace', { command: 'npm test -- --run', cwd: './workspace' }),
  acts('database', 'query', 'analytics', { query: 'select day, sum(total) from orders group by day' }),
  acts('database', 'write', 'orders', { query: 'update orders set state = 3 where id = 1043' }),
  acts('payments', 'refund', 'customer', { amount: 40, currency: 'EUR', order: 'A-1043' }),
  acts('payments', 'transfer', 'supplier', { amount: 1250.5, currency: 'EUR', to: 'acct-77' }),
];

/** One recorded action as JSON, about 300 bytes. */
function line(n: number): string {
  const { payload, ...capability } = ACTIONS[n % ACTIONS.length]!;
  return JSON.stringify({
    id: `018f3a52-7c00-7000-8000-${n.toString(16).padStart(12, '0')}`,
    ts: new Date(1_700_000_000_000 + n * 1000).toISOString(),
    actor: `agent-${n % 17}`,
    ...capability,
    environment: n % 3 === 0 ? 'production' : 'development',
    payload: { ...payload, note: `step ${n} of the run` },
    context: { session: `session-${n % 400}`, tenant: `tenant-${n % 12}` },
  });
}

/** Writes `count` events, one a line, without holding them all; gives the size in bytes. */
export async function writeTrace(file: string, count: number): Promise<number> {
  const out = createWriteStream(file);
  const block = 2_000;
  for (let n = 0; n < count; n += block) {
    const lines = Array.from({ length: Math.min(block, count - n) }, (_, i) => line(n + i));
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return out.bytesWritten;
}
