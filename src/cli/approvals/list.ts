import { GRANT_STATES, REQUEST_STATES } from '../../engine/approvals/index.js';
import type { GrantView, RequestView } from '../../engine/approvals/view.js';
import { matchGlob } from '../../engine/policy/text/glob.js';
import type { Paint } from '../../engine/reports/paint.js';
import { UsageError } from '../errors.js';
import { grantsOf, reading, requestsOf } from './read.js';
import type { Listed } from './read.js';
import { grantTable, requestTable } from './text.js';

export interface ListFlags {
  readonly all: boolean;
  readonly status?: string | undefined;
  readonly actor?: string | undefined;
  readonly grants: boolean;
  readonly limit: number;
}

export interface ListJson {
  readonly requests: readonly Listed<RequestView>[];
  readonly grants: readonly Listed<GrantView>[];
  /** There are older ones. */
  readonly more: boolean;
}

const STATES = [...new Set<string>([...REQUEST_STATES, ...GRANT_STATES])];
const LIVE = new Set(['pending', 'approved', 'active', 'unreadable']);

/** @throws UsageError, AuditError */
export function listOf(file: string, flags: ListFlags, now: number): ListJson {
  const { status, limit } = flags;
  if (status !== undefined && !STATES.includes(status))
    throw new UsageError(`\`${status}\` is no state`, { help: `the states are ${STATES.join(', ')}` });
  const wanted = filterOf(flags);
  return reading(file, (reader) => {
    const requests = requestsOf(reader, now).filter(wanted);
    const grants = flags.grants ? grantsOf(reader, now).filter(wanted) : [];
    const more = requests.length > limit || grants.length > limit;
    return { requests: requests.slice(0, limit), grants: grants.slice(0, limit), more };
  });
}

function filterOf({ all, status, actor }: ListFlags) {
  return (view: Listed<RequestView | GrantView>): boolean => {
    if (view.kind === 'unreadable') return true;
    if (status === undefined ? !all && !LIVE.has(view.state) : view.state !== status) return false;
    return actor === undefined || matchGlob(actor.toLowerCase(), view.actor.toLowerCase());
  };
}

export function listText({ requests, grants, more }: ListJson, now: number, paint: Paint): string {
  if (requests.length + grants.length === 0) return 'Nothing is pending, and nothing is granted.\n';
  const parts = [
    ...(requests.length === 0 ? [] : [requestTable(requests, now, paint)]),
    ...(grants.length === 0 ? [] : [grantTable(grants, now, paint)]),
  ];
  return parts.join('\n') + (more ? paint.dim('There are more; --limit shows them.\n') : '');
}
