import type { Env } from '../model/env.js';
import { ApprovalError } from '../model/errors.js';

/** `apr` for requests, `grt` for grants; six digits of the log that they are of; twelve by chance. */
const ID = /^(apr|grt)-([0-9a-f]{6})-[0-9a-f]{12}$/;

export function newId(kind: 'apr' | 'grt', log: string, env: Env): string {
  return `${kind}-${log.slice(0, 6)}-${Buffer.from(env.randomBytes(6)).toString('hex')}`;
}

/**
 * Checks that an id is one, and of this log. @throws ApprovalError `not_found` or `other_log`
 */
export function assertId(id: string, kind: 'apr' | 'grt', log: string): void {
  const [, found, mark] = ID.exec(id) ?? [];
  const what = kind === 'apr' ? 'request' : 'grant';
  if (found !== kind) {
    throw new ApprovalError('not_found', `\`${id.slice(0, 80)}\` is the id of no ${what}`, {
      help: '`capfence approvals list` shows those that there are',
    });
  }
  if (mark !== log.slice(0, 6)) {
    throw new ApprovalError('other_log', `\`${id}\` is a ${what} of another state folder`, {
      help: 'name the folder by --state',
    });
  }
}

export function notFound(id: string): ApprovalError {
  return new ApprovalError('not_found', `there is no \`${id.slice(0, 80)}\``, {
    help: '`capfence approvals list --all` shows those that there are',
  });
}
