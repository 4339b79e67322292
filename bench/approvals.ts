import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as ApprovalsModule from '../src/engine/approvals/index.js';
import type * as StoreModule from '../src/engine/stores/sqlite/index.js';
import { loadModule, type Engine } from './engine.js';
import { median, medianRatio } from './measure.js';
import { count, number, ratio, type Section } from './table.js';

/** Two capabilities, alike but for the rule: what differs in the time is what approvals cost. */
const POLICY = `version: 1
name: bench
require_approval:
  - payments.refund
allow:
  - payments.read
`;
const APPROVER = { by: 'alice', user: 'alice', uid: -1 };
/** Below the cap on what is pending for one actor. */
const PER_ACTOR = 10;

type Runtime = ReturnType<Engine['ActionRuntime']['fromPolicy']>;
type Verdict = Awaited<ReturnType<Runtime['execute']>>;
type Office = ApprovalsModule.ApprovalOffice;
type Rows = Section['rows'][number][];

interface Path {
  readonly name: string;
  /** What the next turn needs, made outside the clock. */
  readonly prepare?: (n: number) => Promise<unknown>;
  readonly run: (n: number) => Promise<Verdict>;
  /** How the reason of its verdicts begins. */
  readonly reason: string;
}

/** What `execute` costs on each way through an approval, beside one that needs none, in a store that is full. */
export async function approvalsSection(engine: Engine, quick: boolean): Promise<Section> {
  const size = quick ? 1000 : 10_000;
  const folder = mkdtempSync(join(tmpdir(), 'capfence-bench-'));
  const policy = join(folder, 'policy.yaml');
  writeFileSync(policy, POLICY);
  const state = join(folder, 'state');
  const runtime = engine.ActionRuntime.fromPolicy(policy, { state });
  await runtime.execute(event('payments.read', 'first', 0));
  const { office, close } = await officeOf(state);
  try {
    const spent = await fill(runtime, office, size);
    const rows = await measure(paths(runtime, office), quick);
    return { name: 'approvals', rows: [...rows, { case: 'fill', ...spent }], tables: [tableOf(rows, size)] };
  } finally {
    await close();
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function event(capability: string, actor: string, n: number) {
  const payload = { invoice: `INV-${n}`, amount: 250, currency: 'EUR', note: 'routine refund' };
  return { actor, capability, environment: 'production', payload, context: { session: 'session-1' } };
}

async function officeOf(state: string): Promise<{ office: Office; close: () => Promise<void> }> {
  const { module: stores } = await loadModule<typeof StoreModule>('engine/stores/sqlite/index');
  const { module: approvals } = await loadModule<typeof ApprovalsModule>('engine/approvals/index');
  const env = { now: Date.now, randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)) };
  const files = { file: join(state, 'capfence.db'), keys: join(state, 'keys') };
  const log = await stores.openAuditLog({ ...files, env, engine: 'bench', heartbeatSeconds: 0 });
  const office = new approvals.ApprovalOffice(log.approvals, env, approvals.NO_PROOF);
  return { office, close: () => log.close() };
}

/** So many grants for others, and so many requests that nobody has answered. */
async function fill(runtime: Runtime, office: Office, size: number) {
  const start = performance.now();
  const where = { amount_lte: 500 };
  const terms = { capability: 'payments.refund', environment: 'production', where, forMs: 86_400_000 };
  for (let n = 0; n < size; n++) {
    await office.grant({ ...terms, actor: `granted-${n}` }, APPROVER);
    const verdict = await runtime.execute(event('payments.refund', `asking-${Math.floor(n / PER_ACTOR)}`, n));
    assertReason(verdict, 'approval_required:');
  }
  return { grants: size, requests: size, seconds: (performance.now() - start) / 1000 };
}

function paths(runtime: Runtime, office: Office): Path[] {
  const plain = (n: number) => runtime.execute(event('payments.read', `plain-${n}`, n));
  const refund = (actor: string, n: number) => runtime.execute(event('payments.refund', actor, n));
  const approved = async (n: number): Promise<void> => {
    const { request } = await refund(`approved-${n}`, n);
    await office.approve(request!, APPROVER, {});
  };
  return [
    { name: 'allowed by a rule: no approval', run: plain, reason: 'policy_allow' },
    { name: 'through on a grant', run: (n) => refund(`granted-${n % 500}`, n), reason: 'approved:grt-' },
    {
      name: 'through on an approval, used up',
      prepare: approved,
      run: (n) => refund(`approved-${n}`, n),
      reason: 'approved:apr-',
    },
    { name: 'joins a request', run: () => refund('asking-7', 70), reason: 'approval_required:' },
    { name: 'opens a request', run: (n) => refund(`opening-${n}`, n), reason: 'approval_required:' },
  ];
}

function assertReason(verdict: Verdict, wanted: string, n?: number): void {
  const { reason, detail } = verdict;
  if (reason.startsWith(wanted)) return;
  throw new Error(`approvals: turn ${n}: got ${reason} (${detail ?? ''}), not ${wanted}`);
}

/** All paths take turns, a verdict each, so that a busy moment of the machine hits all of them. */
async function measure(all: readonly Path[], quick: boolean): Promise<Rows> {
  const rounds = quick ? 5 : 15;
  const turns = quick ? 20 : 50;
  const times = all.map((): number[] => []);
  for (let round = -1, n = 0; round < rounds; round++) {
    const sums = all.map((): number[] => []);
    for (let turn = 0; turn < turns; turn++, n++)
      for (const [i, path] of all.entries()) {
        await path.prepare?.(n);
        const start = performance.now();
        const verdict = await path.run(n);
        sums[i]!.push((performance.now() - start) * 1000);
        assertReason(verdict, path.reason, n);
      }
    if (round >= 0) for (const [i, samples] of sums.entries()) times[i]!.push(median(samples));
  }
  return all.map(({ name }, i) => ({
    case: name,
    microseconds: median(times[i]!),
    ofPlain: medianRatio(times[i]!, times[0]!),
  }));
}

function tableOf(rows: Rows, size: number): Section['tables'][number] {
  return {
    title: `execute with ${count(size)} grants and ${count(size)} requests in the store: µs each`,
    head: ['path', 'execute', 'of one that needs no approval'],
    body: rows.map((row) => [
      String(row['case']),
      number(row['microseconds'] as number),
      ratio(row['ofPlain'] as number),
    ]),
    notes: ['each in a commit of its own (WAL, synchronous=FULL); an approval is two records and a row'],
  };
}
