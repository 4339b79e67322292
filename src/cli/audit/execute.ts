import { loadPolicy } from '../../engine/policy/load.js';
import type { Mode, Verdict } from '../../engine/model/verdict.js';
import { fromPolicy } from '../../platform/runtime.js';
import { spanOf } from '../time.js';
import type { AuditFlags } from './flags.js';

export interface ExecuteFlags extends AuditFlags {
  readonly root?: string | undefined;
  readonly mode: Mode;
  readonly 'store-payloads': boolean;
  readonly wait?: string | undefined;
  readonly approval?: string | undefined;
}

/** One verdict, recorded. @throws PolicyError, since a person at a terminal is better told where the policy is wrong */
export async function execute(policy: string, event: unknown, flags: ExecuteFlags): Promise<Verdict> {
  const root = flags.root === undefined ? {} : { root: flags.root };
  loadPolicy(policy, root);
  const runtime = fromPolicy(policy, {
    ...root,
    mode: flags.mode,
    reload: false,
    storePayloads: flags['store-payloads'],
    ...(flags.state !== undefined && { state: flags.state }),
    ...(flags['audit-log'] !== undefined && { auditLog: flags['audit-log'] }),
  });
  const verdict = await runtime.execute(event, {
    ...(flags.wait !== undefined && { wait: spanOf(flags.wait, '--wait') }),
    ...(flags.approval !== undefined && { approval: flags.approval }),
  });
  // The verdict is durable already; a log that cannot be closed in order is the next opening's to tell.
  await runtime.close().catch(() => undefined);
  return verdict;
}
