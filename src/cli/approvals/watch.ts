import { setTimeout as sleep } from 'node:timers/promises';
import { requestView } from '../../engine/approvals/view.js';
import type { RequestView } from '../../engine/approvals/view.js';
import type { RequestRow, Seen } from '../../engine/approvals/index.js';
import { openLogReader } from '../../engine/stores/sqlite/index.js';
import type { LogReader } from '../../engine/stores/sqlite/index.js';
import { auditLogPath, keysPath } from '../audit/paths.js';
import type { AuditFlags } from '../audit/flags.js';
import { UsageError } from '../errors.js';
import { visibleJson } from '../safe-text.js';
import { Output } from '../simulate/output.js';
import { cell } from '../../engine/reports/log-row.js';
import { until } from '../../engine/reports/approval-text.js';
import { spanOf } from '../time.js';
import { Notifier } from './notify.js';

export interface WatchFlags extends AuditFlags {
  readonly exec?: string | undefined;
  readonly webhook?: string | undefined;
  readonly timeout?: string | undefined;
}

export type WatchForm = 'human' | 'json' | 'jsonl';

const LOOK_MS = 100;

/** Writes what is pending, and each request that comes. @throws UsageError, AuditError */
export async function watch(flags: WatchFlags, form: WatchForm): Promise<RequestView[]> {
  if (form === 'json' && flags.timeout === undefined)
    throw new UsageError('--json needs --timeout: it prints at the end', {
      help: 'use --jsonl to see them come',
    });
  const deadline =
    flags.timeout === undefined ? Infinity : performance.now() + spanOf(flags.timeout, '--timeout');
  const reader = openLogReader(auditLogPath(flags));
  const notifier = new Notifier(flags, keysPath(flags), reader.logId);
  const output = new Output();
  const seen = new Map<string, RequestView>();
  try {
    for (let version = -1; !output.closed && performance.now() < deadline; await sleep(LOOK_MS)) {
      const now = reader.dataVersion();
      if (now === version) continue;
      version = now;
      for (const view of pendingIn(reader).filter(({ id }) => !seen.has(id))) {
        seen.set(view.id, view);
        if (form !== 'json') await output.write(lineOf(view, form));
        notifier.tell(view);
      }
    }
    await notifier.done();
    return [...seen.values()];
  } finally {
    reader.close();
  }
}

/** The oldest first; a row that does not hold asks nobody for anything. */
function pendingIn(reader: LogReader): RequestView[] {
  const rows = reader.snapshot(() => [...reader.approvals.listed('approvals', Date.now(), 'pending')]);
  return rows
    .flatMap((one) => ('fault' in one ? [] : [requestView(one as Seen<RequestRow>)]))
    .filter(({ state }) => state === 'pending')
    .reverse();
}

function lineOf(view: RequestView, form: WatchForm): string {
  if (form === 'jsonl') return `${visibleJson(JSON.stringify(view))}\n`;
  const { id, actor, capability, environment, rule, decideBy } = view;
  const what = `${cell(actor, 24)}  ${cell(capability, 60)}  ${cell(environment, 24)}  ${cell(rule, 40)}`;
  return `${id}  ${what}  decide ${until(decideBy, Date.now())}\n`;
}
