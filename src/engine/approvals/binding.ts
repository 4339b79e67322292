import { createHash } from 'node:crypto';
import type { ApprovalScope } from '../model/decision.js';

/** What an approval is bound to, beside the payload. */
export interface Bound {
  readonly actor: string;
  readonly capability: string;
  readonly environment: string;
  readonly session: string | null;
  /** Digest of the policy. */
  readonly policy: string;
  readonly tenant: string | null;
  readonly onBehalf: string | null;
  /** What else the host says of the call, which a tool may rest on. */
  readonly tool: string | null;
  readonly table: string | null;
  readonly role: string | null;
  readonly cwd: string | null;
  /** `payloadDigest` of the bytes that will run. */
  readonly payload: string;
}

/** The names under which approvals of each scope are found. 64 hex digits each. */
export interface Keys {
  readonly exact: string;
  /** Null for an event without a session: nothing is of no session. */
  readonly session: string | null;
  readonly capability: string;
  /** `exact` whatever the policy: what a changed policy asks again. */
  readonly shape: string;
}

const DOMAIN = 'capfence/approval/v1';

/** Digest of a payload, by its canonical JSON. */
export function payloadDigest(canonicalJson: string): string {
  return createHash('sha256').update(`${DOMAIN}/payload\0`).update(canonicalJson).digest('hex');
}

export function keysOf(bound: Bound): Keys {
  const { actor, capability, environment, session, policy, tenant, onBehalf } = bound;
  const who = [actor, capability, environment, tenant, onBehalf];
  const call = [session, bound.tool, bound.table, bound.role, bound.cwd, bound.payload];
  return {
    exact: digest('exact', [...who, ...call, policy]),
    session: session === null ? null : digest('session', [...who, session, policy]),
    capability: digest('capability', [...who, policy]),
    shape: digest('shape', [...who, ...call]),
  };
}

/** The key under which an approval of that scope is found. An exact one where there is no session to speak of. */
export function keyFor(scope: ApprovalScope, keys: Keys): string {
  if (scope === 'capability') return keys.capability;
  return scope === 'session' && keys.session !== null ? keys.session : keys.exact;
}

/**
 * What the log says of what a request is bound to: salted, so that nobody can guess a payload from it, and naming log
 * and request, so that it is of no use anywhere else.
 */
export function bindingOf(log: string, id: string, salt: string, exact: string): string {
  return digest('binding', [log, id, salt, exact]);
}

/** A JSON array of texts is canonical as it is: no two lists are spelled alike. */
export function digest(kind: string, parts: readonly (string | null)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([DOMAIN, kind, ...parts]))
    .digest('hex');
}
