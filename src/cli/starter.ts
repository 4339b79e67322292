import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { packsFolder } from '../engine/policy/index.js';
import { parseSuite } from '../engine/suite/index.js';
import type { SuiteCase } from '../engine/suite/index.js';
import type { Pack, PackLevel } from './packs.js';

export const POLICY_FILE = 'capfence.yaml';
export const CASES_FILE = 'capfence.cases.yaml';

/** A shipped pack that the starter builds on. */
export interface Base {
  readonly pack: Pack;
  readonly level: PackLevel;
}

/** The first line makes editors complete and check the file; `folder` is where it will stand. */
export function starterPolicy(folder: string, base: Base | undefined): string {
  const schema = `# yaml-language-server: $schema=${schemaPath(folder)}`;
  return `${schema}\n${base === undefined ? OWN_POLICY : packPolicy(base.level)}`;
}

export function starterCases(base: Base | undefined): string {
  return base === undefined ? OWN_CASES : `${PACK_CASES}${packCases(base)}`;
}

/** Seen from the folder: the nearest folder above with the package in it, else with a `package.json`, else itself. */
function schemaPath(folder: string): string {
  const here = resolve(folder);
  const home = above(here, join('node_modules', 'capfence')) ?? above(here, 'package.json') ?? here;
  const up = relative(here, home).replaceAll('\\', '/');
  return `${up === '' ? '.' : up}/node_modules/capfence/schema/policy.schema.json`;
}

function above(folder: string, mark: string): string | undefined {
  if (existsSync(join(folder, mark))) return folder;
  return dirname(folder) === folder ? undefined : above(dirname(folder), mark);
}

const OWN_POLICY = `version: 1
name: starter
description: What agents may do here. What no rule allows is denied, and a deny wins over everything.

deny:
  - id: secrets-stay-closed
    capability: filesystem
    path: { glob: ["**/.env*", "**/.ssh/**", "**/*.pem"] }
    reason: Keys and passwords are not for agents

require_approval:
  - id: large-payments
    capability: payment.execute
    amount_gt: 100
    approval: { expires_in: 15m }
    reason: A person looks at payments over 100

allow:
  - id: read-the-project
    capability: filesystem.read
    path: { within: . }
  - id: small-payments
    capability: payment.execute
    amount_gte: 0
    amount_lte: 100
`;

const OWN_CASES = `# Each case is an event and the decision that it must get. Run them with: capfence policy test ${CASES_FILE}
suite: starter
policy: ${POLICY_FILE}
cases:
  - name: a file of the project may be read
    event: { actor: assistant, capability: filesystem.read.workspace, payload: { path: src/index.ts } }
    expect: { decision: allow, rule: read-the-project }
  - name: a file outside of the project may not
    event: { actor: assistant, capability: filesystem.read.workspace, payload: { path: src/../../other/notes.txt } }
    expect: { decision: deny, reason: policy_default_deny }
  - name: secrets stay closed
    event: { actor: assistant, capability: filesystem.read.workspace, payload: { path: ./.env.local } }
    expect: { decision: deny, rule: secrets-stay-closed }
  - name: a small payment goes through
    event: { actor: assistant, capability: payment.execute.eu, payload: { amount: 40, to: ACME } }
    expect: { decision: allow, rule: small-payments }
  - name: a large payment waits for a person
    event: { actor: assistant, capability: payment.execute.eu, payload: { amount: 4000, to: ACME } }
    expect: { decision: require_approval, rule: large-payments }
  - name: what no rule allows is denied
    event: { actor: assistant, capability: mail.send.external, payload: { to: someone@example.com } }
    expect: { decision: deny, reason: policy_default_deny }
`;

function packPolicy(level: PackLevel): string {
  return `version: 1
name: starter
description: A shipped pack, and rules of our own. What no rule allows is denied, and a deny wins over everything.

# The rules of the pack. Own rules add to them; what the pack denies stays denied.
extends:
  - ${level.ref}

# Own rules. These two are an example: replace them.
deny:
  - id: tickets-are-closed-not-deleted
    capability: ticket.delete
    reason: Close the ticket, its history is needed

allow:
  - id: own-tickets
    capability: ticket.read
    args: { queue: { in: [support, billing] } }
`;
}

const PACK_CASES = `# Each case is an event and the decision that it must get. Run them with: capfence policy test ${CASES_FILE}
suite: starter
policy: ${POLICY_FILE}
cases:
  - name: a ticket of our queues may be read
    event: { actor: assistant, capability: ticket.read.support, payload: { queue: support, id: 17 } }
    expect: { decision: allow, rule: own-tickets }
  - name: a ticket is not deleted
    event: { actor: assistant, capability: ticket.delete.support, payload: { queue: support, id: 17 } }
    expect: { decision: deny, rule: tickets-are-closed-not-deleted }
`;

/** One case of the pack's own suite for each decision, so that a reader sees what the pack does. */
function packCases({ pack, level }: Base): string {
  const file = join(packsFolder(), pack.name, 'cases.yaml');
  if (!existsSync(file)) return '';
  const cases = parseSuite(readFileSync(file, 'utf8'), file).cases.filter((item) => isAbout(item, level));
  const decisions = ['allow', 'require_approval', 'deny'];
  const chosen = decisions.flatMap(
    (decision) => cases.find((item) => item.expected.decision === decision) ?? [],
  );
  return chosen.map((item) => caseText(item, pack.name)).join('');
}

function isAbout(item: SuiteCase, level: PackLevel): boolean {
  const { value } = item.policy;
  return (
    value === level.ref || (typeof value === 'string' && value.replace(/^\.\//, '') === `${level.name}.yaml`)
  );
}

/** JSON is YAML, so values need no quoting rules of their own. */
function caseText(item: SuiteCase, pack: string): string {
  return [
    `  - name: ${JSON.stringify(`${pack} pack: ${item.name}`)}`,
    `    event: ${JSON.stringify(item.event)}`,
    `    expect: { decision: ${item.expected.decision} }`,
    '',
  ].join('\n');
}
